#include "flow/event_note.h"

namespace hookctl::flow {

capture::EventNote note_of(const Event& event, const capture::Place& place) {
  return {.provider = event.provider,
          .id = event.id,
          .subject = event.subject,
          .status = event.status ? std::string(to_text(*event.status)) : "",
          .raw_status = event.raw_status,
          .attempt = place.attempt,
          .duplicate_of = place.duplicate_of};
}

}  // namespace hookctl::flow
