#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/result.h"
#include "capture/history.h"
#include "flow/concern.h"
#include "flow/listen_options.h"
#include "flow/tally.h"
#include "signature/cause.h"

namespace hookctl::flow {

/// Where a listener can be reached.
struct Listening {
  std::uint16_t port = 0;
  std::string public_url = {};  // empty: none is known
  std::optional<std::uint16_t> metrics_port = {};
};

/// A capture as it is told of: its place among the attempts of its event, and how long the answer took.
struct Told {
  const capture::Capture& capture;
  const capture::Place& place;
  std::optional<Micros> took;  // none while the answer is still to come, or where none is given
};

/// Whom a listener tells what it does; called on its thread.
struct ListenObserver {
  std::function<void(const Listening&)> ready;
  std::function<void(const Told&)> captured;
  std::function<void(const capture::Capture&, const capture::Outcome&)> outcome;
  std::function<void(const capture::Refused&)> refused;
  std::function<void(const capture::Capture&, const Concern&)> concern;
  /// A cause was proven for a capture, of which only id and number are given.
  std::function<void(const capture::Capture&, const signature::Explanation&)> cause;
  std::function<void(const Error&)> trouble;  // something went wrong and the listener goes on
  /// The text of the metrics page.
  std::function<std::string(const Tally&)> metrics;
  /// Asked after each capture: whether anybody still listens to what is told.
  std::function<bool()> heard;
};

/// How listening ended and what it counted.
struct ListenSummary {
  EndReason reason;
  Tally tally;
  std::vector<std::string> missing = {};  // expected ids that did not come
};

/// Receives, verifies, records, answers and forwards until a goal, the timeout or `stop`. Every answer leaves after its
/// record is stored; what cannot be stored is answered 503. Errors: the port, the log, the public URL.
Result<ListenSummary> listen(ListenOptions options, ListenObserver observer, const Clock& clock,
                             const std::stop_token& stop);

}  // namespace hookctl::flow
