#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "capture/log_writer.h"
#include "capture/redaction.h"
#include "flow/answer_script.h"
#include "flow/condition.h"
#include "flow/event_key.h"
#include "flow/forward.h"
#include "flow/goals.h"
#include "flow/keyring.h"
#include "flow/route.h"
#include "flow/script_switch.h"
#include "provider/provider.h"
#include "wire/receiver.h"

namespace hookctl::flow {

/// Whether a delivery must verify to be accepted.
enum class Admission { everything, valid_only };

/// Whether handshakes are answered, whatever the script says.
enum class Handshakes { answered, left };

/// Whether credentials stay in the record.
enum class Credentials { masked, kept };

/// Which captures are told of, recorded, passed on; each of them all where nothing is said.
struct Filters {
  std::optional<Condition> show = {};
  std::optional<Condition> save = {};
  std::optional<Condition> forward = {};
};

/// A 200 to deliveries of an event that was answered 2xx not longer ago than this; no app hears of them.
struct Dedupe {
  Millis ttl;
};

struct ListenOptions {
  wire::ReceiverOptions receiver = {};
  std::string captures = "captures.jsonl";
  capture::Sync sync = capture::Sync::disk;
  AnswerScript script;
  ScriptSwitch* script_switch = nullptr;  // by which another thread may change the script; outlives the listener
  std::optional<EventKey> key = {};       // set: the script keeps a position for each event
  std::optional<Dedupe> dedupe = {};
  std::vector<Route> routes = {};
  ForwardAs forward_as = ForwardAs::raw;
  const provider::Provider* provider = nullptr;  // null: detected for each delivery
  std::span<const provider::Provider> known;     // among these
  Keyring keys = {};
  std::optional<signature::Tolerance> tolerance = {};
  Admission admission = Admission::everything;
  Credentials credentials = Credentials::masked;
  std::optional<capture::Redaction> redaction = {};  // what else no record may hold
  Handshakes handshakes = Handshakes::left;
  std::string verify_token = {};  // what Meta's handshake must bring along
  Filters filters = {};
  Goals goals = {};
  std::optional<Millis> timeout = {};
  std::optional<Millis> latency_budget = {};
  std::optional<Millis> explain_budget = {};       // how long a search for a cause may take; none: there is no search
  std::optional<std::uint16_t> metrics_port = {};  // on loopback; 0 picks a free one
  /// Asked once the port is known: the URL under which providers reach it.
  std::function<Result<std::string>(std::uint16_t port)> find_public_url = {};
};

}  // namespace hookctl::flow
