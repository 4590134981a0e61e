#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "flow/keyring.h"
#include "flow/script_switch.h"
#include "inspector/reach.h"
#include "provider/provider.h"
#include "signature/scheme.h"
#include "wire/endpoint.h"

namespace hookctl::inspector {

/// An app to which captures may be sent again, as the command line names it.
struct App {
  std::string url;
  wire::Endpoint endpoint;
};

/// What is shown, and what else may be done with it.
struct InspectorOptions {
  std::uint16_t port = 0;  // 0 picks a free one
  Reach reach = {};
  std::string captures = "captures.jsonl";
  const provider::Provider* provider = nullptr;  // null: recognised for each capture
  std::span<const provider::Provider> known;
  flow::Keyring keys = {};
  std::optional<signature::Tolerance> tolerance = {};
  std::vector<App> apps = {};             // nothing is ever sent elsewhere
  flow::ScriptSwitch* answers = nullptr;  // of the listener that is shown; null: there is none
};

/// Shows a capture log in the browser: a server with a port and threads of its own, on loopback if nothing else is
/// asked for. It serves as long as the object is there, and never writes to the log.
class Inspector {
 public:
  /// Fails when the port cannot be had (environment).
  static Result<Inspector> open(InspectorOptions options, Clock& clock);

  Inspector(Inspector&&) noexcept;
  ~Inspector();

  /// Where it is, with the token of this run: `http://127.0.0.1:41593/#token=…`.
  std::string url() const;

  /// Takes note of how long an answer took, which the log does not say of every capture.
  void note(const std::string& capture, Micros took) const;

 private:
  struct State;
  explicit Inspector(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;
};

}  // namespace hookctl::inspector
