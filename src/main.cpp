#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <exception>

#include "base/clock.h"
#include "cli/app.h"
#include "cli/signals.h"
#include "cli/standard_streams.h"

namespace {

std::optional<std::string> environment_variable(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  if (value == nullptr) return std::nullopt;
  return value;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace hookctl;
  cli::occupy_standard_streams();
  cli::Output err(STDERR_FILENO);
  try {
    cli::Signals signals;
    SystemClock clock;
    cli::Input in(STDIN_FILENO);
    cli::Output out(STDOUT_FILENO);
    cli::Env env{.args = {argv + std::min(argc, 1), argv + argc},
                 .variable = environment_variable,
                 .folder = ".",
                 .clock = clock,
                 .in = in,
                 .out = out,
                 .err = err,
                 .stop = [&signals] { return signals.stop(); },
                 .signal = [&signals] { return signals.received(); }};
    return cli::run(env);
  } catch (const std::exception& problem) {
    err.write(fmt::format("hookctl: error: internal error: {}\nhookctl: hint: please report it with the command line\n",
                          problem.what()));
    return static_cast<int>(cli::Exit::internal);
  }
}
