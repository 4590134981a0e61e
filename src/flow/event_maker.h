#pragma once

#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "flow/recordings.h"
#include "flow/replay_options.h"

namespace hookctl::flow {

/// Makes deliveries of events that nobody has seen out of a capture, for the endpoint of a run and signed as it says.
class EventMaker {
 public:
  /// Fails when neither the provider of the capture is known nor where its id stands. Everything is referred to.
  static Result<EventMaker> of(const Recorded& recorded, const ReplayOptions& options, const Clock& clock);

  /// Whose events they are, for messages.
  std::string_view sender() const { return row_ != nullptr ? row_->name : "the sender"; }

  /// The capture as another event, edited and not signed yet.
  Result<Recorded> event() const;

  /// A delivery of an event, signed as of so long ago, after so many others of the same event. Its bytes are final.
  Result<Recorded> delivery(const Recorded& event, Micros ago, int earlier) const;

  /// Whether a delivery now and one a second ago differ in their signatures.
  bool signs_time() const;

 private:
  EventMaker(const Recorded& recorded, const ReplayOptions& options, const provider::Provider* row, const Clock& clock);

  const Recorded& recorded_;
  ReplayOptions options_;
  const Edits& edits_;
  const provider::Provider* row_;  // null: nobody known, and nothing is signed
  const Clock& clock_;
};

}  // namespace hookctl::flow
