#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "cli/exit.h"
#include "cli/input.h"
#include "cli/output.h"

namespace hookctl::cli {

/// The real world, as `main` hands it in; a test builds its own.
struct Env {
  /// The command line without the program's name.
  std::vector<std::string> args;
  /// The value of an environment variable, if it is set.
  std::function<std::optional<std::string>(const std::string& name)> variable;
  /// Where `hookctl.json` is looked for.
  std::string folder;
  Clock& clock;
  Input& in;
  Output& out;
  Output& err;
  /// Requested by the first SIGINT or SIGTERM. Whoever never asks is ended by them.
  std::function<std::stop_token()> stop;
  /// The signal that requested the stop.
  std::function<std::optional<int>()> signal;
};

/// A name as environment variables spell it: `forward-to` → `FORWARD_TO`.
std::string upper_snake(std::string_view name);

/// How a command ends that a signal stopped before its goal: 130 after SIGINT, 143 after SIGTERM.
Exit exit_of_signal(const Env& env);

}  // namespace hookctl::cli
