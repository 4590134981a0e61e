#include "flow/event_note.h"

#include <utility>

namespace hookctl::flow {

capture::EventNote note_of(Event event, std::string key) {
  return {.provider = std::move(event.provider),
          .id = event.id.empty() ? key : std::move(event.id),
          .subject = std::move(event.subject),
          .type = std::move(event.type),
          .status = event.status ? std::string(to_text(*event.status)) : "",
          .raw_status = std::move(event.raw_status),
          .key = std::move(key)};
}

capture::Place take_place(capture::Capture& capture, const std::string& identity, const capture::History& history) {
  auto place = history.place(identity, capture.at);
  if (capture.verdict.state == signature::State::failed) place.duplicate_of.reset();
  capture.event->attempt = place.attempt;
  capture.event->duplicate_of = place.duplicate_of;
  capture.event->gap = place.gap;
  return place;
}

}  // namespace hookctl::flow
