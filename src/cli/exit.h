#pragma once

#include <span>
#include <string_view>

#include "base/result.h"

namespace hookctl::cli {

/// The exit codes a script may rely on.
enum class Exit {
  ok = 0,
  failed = 1,
  usage = 2,
  environment = 3,
  unknown = 4,
  internal = 5,
  timeout = 124,
  interrupted = 130,
  terminated = 143,
};

/// One exit code as the help explains it.
struct ExitRow {
  Exit code;
  std::string_view meaning;
};

/// Every exit code, in the order of the numbers.
std::span<const ExitRow> exit_rows();

/// The exit code of an error.
Exit exit_of(Fault fault);

/// The worse of two outcomes: a finding (1) is worse than an unknown outcome (4), a command that could not do its work
/// is worse than both.
Exit worst(Exit left, Exit right);

}  // namespace hookctl::cli
