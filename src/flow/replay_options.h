#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "flow/edits.h"
#include "flow/judge.h"
#include "flow/keyring.h"
#include "flow/recordings.h"
#include "flow/restamp.h"
#include "forge/forgery.h"
#include "provider/provider.h"
#include "wire/endpoint.h"
#include "wire/sender.h"

namespace hookctl::flow {

/// Whose path a request goes to: the endpoint's where it has one and else the capture's, or always one of them.
enum class PathOf { endpoint_or_capture, capture, endpoint };

/// How many requests start in a span of time: 10 in a second.
struct Rate {
  std::uint64_t count;
  Micros span;
};

/// Reads `10/s`, `600/m` or `5/h`.
Result<Rate> parse_rate(std::string_view text);

/// Whose a connection is: an attempt's alone, or the whole run's, in which it carries one request after the other.
enum class ConnectionsOf { attempt, run };

/// How often captures are sent, in which order, and when.
struct Pace {
  std::uint64_t rounds = 1;                        // through all of them
  std::uint64_t copies = 1;                        // of each, in a row
  std::optional<std::uint64_t> shuffle_seed = {};  // none: in the order of the log
  std::optional<Rate> rate = {};                   // on an absolute schedule, whatever the answers take
  bool as_recorded = false;                        // with the pauses between the captures
  std::size_t concurrency = 1;                     // requests under way at most
  Millis wait_for{0};                              // how long an endpoint may take to start listening
  ConnectionsOf connections = ConnectionsOf::attempt;
};

/// A JWK Set to serve at `/jwks.json`, and on which port; 0 picks a free one.
struct Jwks {
  std::string text;
  std::uint16_t port = 0;
};

struct ReplayOptions {
  wire::Endpoint endpoint;
  PathOf path = PathOf::endpoint_or_capture;
  Edits edits = {};
  Signing signing = Signing::as_was;
  Restamp restamp = {};
  std::vector<const forge::Forgery*> forgeries = {};  // instead of the capture, between two controls
  const provider::Provider* provider = nullptr;       // null: the one of the verdict, else the detected one
  std::span<const provider::Provider> known;          // among these
  Keyring keys = {};
  std::optional<crypto::Secret> old_secret = {};  // what must be refused now, for the forgery that tries it
  // Of a suite: where the id of an event stands, `/id` or a header, or nowhere; none: where the row says.
  std::optional<std::string> event_id = {};
  std::optional<Jwks> jwks = {};        // is served on loopback as long as the run lasts
  std::optional<Millis> deadline = {};  // of one attempt; else the provider's, else 30 s
  Expectations expect;
  std::uint64_t seed = 0;
  Pace pace = {};
};

}  // namespace hookctl::flow
