#pragma once

#include <optional>
#include <string>
#include <vector>

#include "flow/prepared.h"
#include "flow/signers.h"
#include "flow/turns.h"

namespace hookctl::flow {

/// A request that is ready to be sent.
struct Outgoing {
  std::string method;
  std::string target;
  Bytes bytes;                         // exactly what goes out: the request, or what a forgery has in its place
  std::string variant = {};            // of a forgery
  std::optional<forge::Due> due = {};  // what answer a forgery deserves
};

/// What a turn sends, or the reason why its forgery does not apply.
struct Composed {
  std::vector<Outgoing> requests = {};
  std::string not_applicable = {};
  forge::Sequence sequence = forge::Sequence::variants;
};

/// Makes the requests of a turn, signed or forged now if that is asked. Every request can be written to the wire. Fails
/// when a capture cannot be signed or written.
Result<Composed> compose(const Turn& turn, Prepared& prepared, const ReplayOptions& options, Signers& signers,
                         Instant now);

/// A capture as it goes out unforged, signed now if that is asked. Fails when it cannot be signed.
Result<Request> unforged(const Prepared& prepared, const ReplayOptions& options, Signers& signers, Instant now);

}  // namespace hookctl::flow
