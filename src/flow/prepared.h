#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "flow/replay_options.h"
#include "provider/detect.h"
#include "wire/render.h"

namespace hookctl::flow {

/// A capture with everything that its turns share.
struct Prepared {
  std::string file;  // as in `Recorded`
  std::string label;
  Signing signing;  // whether it goes out with a fresh signature
  Leaves leaves;
  int earlier;
  std::optional<Expectations> expect;
  const provider::Provider* provider;         // as whose it goes out; null: nobody known
  Millis deadline;                            // of one attempt
  Request plain;                              // for the endpoint, edited and not signed
  std::optional<Request> captured;            // where a timestamp of it is kept
  std::optional<wire::Stencil> stencil = {};  // of the plain one, once it has gone out
};

/// Makes a capture ready to be sent: for the endpoint, with its edits. Headers whose values were masked are left out.
/// The detector knows the rows of the options. Fails when its body cannot be edited.
Result<Prepared> prepare(Recorded recorded, const ReplayOptions& options, const provider::Detector& detector);

/// What a replay calls what it sends: `#3`, or a fixture's name.
std::string label_of(const Recorded& recorded);

/// Who sent a capture, as far as is known: the provider of its verdict, else the one it looks like; or null.
const provider::Provider* sender_of(const capture::Capture& capture, const provider::Detector& detector);
/// The same among these rows, for a single capture.
const provider::Provider* sender_of(const capture::Capture& capture, std::span<const provider::Provider> known);

/// The whole URL that a request with this target goes to.
std::string url_of(const wire::Endpoint& endpoint, std::string_view target);

}  // namespace hookctl::flow
