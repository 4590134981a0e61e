#pragma once

#include <span>
#include <string>

#include "flow/replay_options.h"

namespace hookctl::flow {

/// A capture with everything that its turns share.
struct Prepared {
  Recorded recorded;  // with its request only where a timestamp of it is kept
  std::string label;
  const provider::Provider* provider = nullptr;  // as whose it goes out; null: nobody known
  Millis deadline;                               // of one attempt
  Request plain;                                 // for the endpoint, edited and not signed
};

/// Makes a capture ready to be sent: for the endpoint, with its edits. Headers whose values were masked are left out.
/// Fails when its body cannot be edited.
Result<Prepared> prepare(Recorded recorded, const ReplayOptions& options);

/// Whether a capture goes out with a fresh signature.
Signing signing_of(const Recorded& recorded, const ReplayOptions& options);

/// What a replay calls what it sends: `#3`, or a fixture's name.
std::string label_of(const Recorded& recorded);

/// Who sent a capture, as far as is known: the provider of its verdict, else the one it looks like; or null.
const provider::Provider* sender_of(const capture::Capture& capture, std::span<const provider::Provider> known);

/// The whole URL a request goes to.
std::string url_of(const wire::Endpoint& endpoint, const Request& request);

}  // namespace hookctl::flow
