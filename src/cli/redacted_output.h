#pragma once

#include <array>
#include <optional>
#include <string>
#include <utility>

#include "base/bytes.h"
#include "base/result.h"
#include "capture/new_file.h"
#include "cli/env.h"
#include "cli/option.h"
#include "cli/settings.h"

namespace hookctl::cli {

inline constexpr std::array redacted_output_options{
    Option{.name = "into",
           .letter = 'o',
           .placeholder = "FILE",
           .help = "a new file for what was redacted",
           .otherwise = "stdout",
           .suggest = Suggest::file},
    Option{.name = "in-place", .help = "replace the file itself, to which nobody may be writing"},
};

/// Where a redacted copy of a file goes: to stdout, into a new file, or in the place of the file. Unless it was kept,
/// no file is made or changed.
class RedactedOutput {
 public:
  /// Fails when both places are asked for, or the file cannot be made.
  static Result<RedactedOutput> open(Env& env, const Settings& settings, const std::string& path);

  bool is_stdout() const { return !file_; }
  Result<void> write(ByteView bytes);
  Result<void> keep();

 private:
  RedactedOutput(Env& env, std::optional<capture::NewFile> file, std::string replaced)
      : env_(env), file_(std::move(file)), replaced_(std::move(replaced)) {}

  Env& env_;
  std::optional<capture::NewFile> file_;
  std::string replaced_;  // empty: a file of its own
};

}  // namespace hookctl::cli
