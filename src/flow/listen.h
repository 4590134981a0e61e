#pragma once

#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <string>

#include "base/result.h"
#include "capture/history.h"
#include "capture/log_writer.h"
#include "flow/answer_script.h"
#include "flow/condition.h"
#include "flow/keyring.h"
#include "flow/tally.h"
#include "provider/provider.h"
#include "wire/receiver.h"
#include "wire/sender.h"

namespace hookctl::flow {

/// The app behind a listener: the URL as it was given, and its parts.
struct App {
  std::string url;
  wire::Endpoint endpoint;
};

/// Whether a delivery must verify to be accepted.
enum class Admission { everything, valid_only };

/// Whether handshakes are answered, whatever the script says.
enum class Handshakes { answered, left };

/// Whether credentials stay in the record.
enum class Credentials { masked, kept };

struct ListenOptions {
  wire::ReceiverOptions receiver = {};
  std::string captures = "captures.jsonl";
  capture::Sync sync = capture::Sync::disk;
  AnswerScript script;
  std::optional<App> app = {};
  const provider::Provider* provider = nullptr;  // null: detected for each delivery
  std::span<const provider::Provider> known;     // among these
  Keyring keys = {};
  std::optional<signature::Tolerance> tolerance = {};
  Admission admission = Admission::everything;
  Credentials credentials = Credentials::masked;
  Handshakes handshakes = Handshakes::left;
  std::string verify_token = {};            // what Meta's handshake must bring along
  std::optional<std::uint64_t> count = {};  // goal: this many captures
  std::optional<Condition> until = {};      // goal: a capture for which it holds
  std::optional<Millis> timeout = {};
};

/// A capture as it is told of: its place among the attempts of its event, and how long the answer took.
struct Told {
  const capture::Capture& capture;
  const capture::Place& place;
  std::optional<Micros> took;  // none while the answer is still to come
};

/// Whom a listener tells what it does; called on its thread.
struct ListenObserver {
  std::function<void(std::uint16_t port)> ready;
  std::function<void(const Told&)> captured;
  std::function<void(const capture::Capture&, const capture::Outcome&)> outcome;
  std::function<void(const capture::Refused&)> refused;
  std::function<void(const Error&)> trouble;  // something went wrong and the listener goes on
  /// Asked after each capture: whether anybody still listens to what is told.
  std::function<bool()> heard;
};

enum class EndReason { count, until, timeout, signal, unheard };

/// How listening ended and what it counted.
struct ListenSummary {
  EndReason reason;
  Tally tally;
};

/// Receives, verifies, records, answers and forwards until a goal, the timeout or `stop`. Every answer leaves after its
/// record is stored; what cannot be stored is answered 503. Errors: the port, the log.
Result<ListenSummary> listen(ListenOptions options, ListenObserver observer, const Clock& clock,
                             const std::stop_token& stop);

}  // namespace hookctl::flow
