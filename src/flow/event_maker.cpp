#include "flow/event_maker.h"

#include <fmt/format.h>

#include <span>
#include <utility>

#include "flow/new_event.h"
#include "flow/outgoing.h"
#include "flow/signing.h"

namespace hookctl::flow {
namespace {

/// The place that a path names: a member of the body, `/id`, or a header.
provider::Place place_of(std::string_view path) {
  if (path.starts_with('/')) return {.pointer = path};
  return {.header = path};
}

}  // namespace

Result<EventMaker> EventMaker::of(const Recorded& recorded, const ReplayOptions& options, const Clock& clock) {
  const auto* row = options.provider != nullptr ? options.provider : sender_of(recorded.capture, options.known);
  if (row != nullptr || options.event_id) return EventMaker(recorded, options, row, clock);
  return Error{
      fmt::format("capture {} is of no known provider, so where its event's id stands is not known",
                  label_of(recorded)),
      "name the provider: --provider NAME; or say where the id stands, --key json:/id, and how the sender signs, "
      "--scheme SCHEME"};
}

EventMaker::EventMaker(const Recorded& recorded, const ReplayOptions& options, const provider::Provider* row,
                       const Clock& clock)
    : recorded_(recorded), options_(options), edits_(options.edits), row_(row), clock_(clock) {
  // The body is edited before it gets another event's id.
  options_.edits.body.reset();
  options_.edits.members.clear();
}

Result<Recorded> EventMaker::event() const {
  auto captured = recorded_.capture.request;
  auto body = edited_body(std::move(captured.body), edits_);
  if (!body) return body.error();
  captured.body = *std::move(body);
  const auto own = place_of(options_.event_id.value_or(""));
  const std::span<const provider::Place> ids =
      options_.event_id ? std::span(&own, own.empty() ? 0 : 1) : row_->event.id;
  auto request = as_new_event(std::move(captured), ids, clock_.now());
  if (!request) return request.error();
  auto made = recorded_;
  made.capture.request = *std::move(request);
  if (row_ != nullptr && !row_->schemes.empty()) made.signing = Signing::anew;
  return made;
}

Result<Recorded> EventMaker::delivery(const Recorded& event, Micros ago, int earlier) const {
  const auto prepared = prepare(event, options_, provider::Detector(options_.known));
  if (!prepared) return prepared.error();
  Signers signers(options_.keys);
  auto request = unforged(*prepared, options_, signers, clock_.now() - ago);
  if (!request) return request.error();
  auto made = event;
  made.capture.request = *std::move(request);
  made.capture.masked.clear();
  if (row_ != nullptr) made.capture.verdict.provider = row_->name;
  made.signing = Signing::as_was;
  made.earlier = earlier;
  return made;
}

bool EventMaker::signs_time() const {
  if (row_ == nullptr) return false;
  const auto scheme = scheme_to_sign(*row_, options_.keys.of(row_->name));
  return scheme && signature::signs_time(**scheme);
}

}  // namespace hookctl::flow
