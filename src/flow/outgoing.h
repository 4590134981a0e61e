#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "flow/replay_options.h"
#include "flow/turns.h"

namespace hookctl::flow {

/// A request that is ready to be sent.
struct Outgoing {
  Request request;
  const provider::Provider* provider = nullptr;  // null: nobody known
  std::string variant = {};                      // of a forgery
  std::optional<forge::Due> due = {};            // what answer a forgery deserves
  Bytes bytes = {};  // exactly what goes out: the request, or what a forgery has in its place
};

/// What a turn sends, or the reason why its forgery does not apply.
struct Composed {
  std::vector<Outgoing> requests = {};
  std::string not_applicable = {};
  forge::Sequence sequence = forge::Sequence::variants;
};

/// Makes the requests of a turn: the capture with its edits, for the endpoint, signed or forged now if that is asked.
/// Every request can be written to the wire. Fails when a capture cannot be edited, signed or written.
Result<Composed> compose(const Turn& turn, const Recorded& recorded, const ReplayOptions& options, Instant now);

/// What a replay calls what it sends: `#3`, or a fixture's name.
std::string label_of(const Recorded& recorded);

/// Who sent a capture, as far as is known: the provider of its verdict, else the one it looks like; or null.
const provider::Provider* sender_of(const capture::Capture& capture, std::span<const provider::Provider> known);

/// The whole URL a request goes to.
std::string url_of(const wire::Endpoint& endpoint, const Request& request);

}  // namespace hookctl::flow
