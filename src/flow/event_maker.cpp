#include "flow/event_maker.h"

#include <fmt/format.h>

#include <utility>

#include "flow/new_event.h"
#include "flow/outgoing.h"
#include "flow/signing.h"

namespace hookctl::flow {

Result<EventMaker> EventMaker::of(const Recorded& recorded, const ReplayOptions& options, const Clock& clock) {
  const auto* row = options.provider != nullptr ? options.provider : sender_of(recorded.capture, options.known);
  if (row != nullptr) return EventMaker(recorded, options, *row, clock);
  return Error{fmt::format("capture {} is of no known provider, so where its event's id stands is not known",
                           label_of(recorded)),
               "name the provider: --provider NAME, or describe your own in hookctl.json"};
}

EventMaker::EventMaker(const Recorded& recorded, const ReplayOptions& options, const provider::Provider& row,
                       const Clock& clock)
    : recorded_(recorded), options_(options), edits_(options.edits), row_(&row), clock_(clock) {
  // The body is edited before it gets another event's id.
  options_.edits.body.reset();
  options_.edits.members.clear();
}

Result<Recorded> EventMaker::event() const {
  auto captured = recorded_.capture.request;
  auto body = edited_body(std::move(captured.body), edits_);
  if (!body) return body.error();
  captured.body = *std::move(body);
  auto request = as_new_event(std::move(captured), row_, clock_.now());
  if (!request) return request.error();
  auto made = recorded_;
  made.capture.request = *std::move(request);
  if (!row_->schemes.empty()) made.signing = Signing::anew;
  return made;
}

Result<Recorded> EventMaker::delivery(const Recorded& event, Micros ago, int earlier) const {
  auto composed = compose(Turn{.recording = 0}, event, options_, clock_.now() - ago);
  if (!composed) return composed.error();
  auto made = event;
  made.capture.request = std::move(composed->requests.front().request);
  made.capture.masked.clear();
  made.capture.verdict.provider = row_->name;
  made.signing = Signing::as_was;
  made.earlier = earlier;
  return made;
}

bool EventMaker::signs_time() const {
  const auto scheme = scheme_to_sign(*row_, options_.keys.of(row_->name));
  return scheme && signature::signs_time(**scheme);
}

}  // namespace hookctl::flow
