#include "cli/exit.h"

#include <algorithm>
#include <array>

namespace hookctl::cli {
namespace {

constexpr std::array rows{
    ExitRow{Exit::ok, "success; signature verified or authenticated; every expectation met"},
    ExitRow{Exit::failed,
            "the thing under test failed: signature invalid, expectation missed, forgery accepted, control refused, "
            "schedule exhausted"},
    ExitRow{Exit::usage, "usage, configuration, unreadable or damaged input, nothing to check a signature with"},
    ExitRow{Exit::environment,
            "environment: port in use, log locked, endpoint unreachable from the first byte, disk not writable"},
    ExitRow{Exit::unknown, "outcome unknown: timed out after bytes were sent; the endpoint may have processed them"},
    ExitRow{Exit::internal, "internal error"},
    ExitRow{Exit::timeout, "--timeout ran out before the goal"},
    ExitRow{Exit::interrupted, "interrupted (Ctrl-C) before the goal"},
    ExitRow{Exit::terminated, "terminated before the goal"},
};

constexpr std::array from_best_to_worst{Exit::ok,      Exit::unknown,     Exit::failed,
                                        Exit::timeout, Exit::interrupted, Exit::terminated,
                                        Exit::usage,   Exit::environment, Exit::internal};

auto badness(Exit exit) { return std::find(from_best_to_worst.begin(), from_best_to_worst.end(), exit); }

}  // namespace

std::span<const ExitRow> exit_rows() { return rows; }

Exit exit_of(Fault fault) {
  switch (fault) {
    case Fault::usage:
      return Exit::usage;
    case Fault::environment:
      return Exit::environment;
    case Fault::internal:
      return Exit::internal;
  }
  return Exit::internal;
}

Exit worst(Exit left, Exit right) { return badness(left) < badness(right) ? right : left; }

}  // namespace hookctl::cli
