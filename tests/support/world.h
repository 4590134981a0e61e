#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "cli/app.h"
#include "cli/env.h"

namespace hookctl::test {

/// A world of one command line that a test can look into: given variables, a virtual clock, outputs as texts.
struct World {
  std::map<std::string, std::string> variables = {};
  Bytes standard_input = {};
  std::string folder = "/nonexistent";  // where hookctl.json is looked for
  VirtualClock clock{Instant{}};
  std::string out = {};
  std::string err = {};
  std::stop_source stop = {};
  std::optional<int> signal = {};

  /// Calls `use` with the world of a command line.
  template <typename Use>
  auto with_env(std::vector<std::string> args, Use use) {
    cli::Input in(standard_input);
    cli::Output out_stream(out);
    cli::Output err_stream(err);
    cli::Env env{.args = std::move(args),
                 .variable = [this](const std::string& name) -> std::optional<std::string> {
                   const auto found = variables.find(name);
                   if (found == variables.end()) return std::nullopt;
                   return found->second;
                 },
                 .folder = folder,
                 .clock = clock,
                 .in = in,
                 .out = out_stream,
                 .err = err_stream,
                 .stop = [this] { return stop.get_token(); },
                 .signal = [this] { return signal; }};
    return use(env);
  }

  /// Runs one command line; `out` and `err` then hold what it wrote.
  int run(std::vector<std::string> args, cli::Commands commands) {
    return with_env(std::move(args), [&](cli::Env& env) { return cli::run(env, commands); });
  }
  int run(std::vector<std::string> args) {
    return with_env(std::move(args), [](cli::Env& env) { return cli::run(env); });
  }
};

}  // namespace hookctl::test
