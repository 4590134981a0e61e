#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace hookctl::capture {

/// When an answer may leave: after `fdatasync` (survives a power cut), or after `write` (survives a killed process).
enum class Sync { disk, os };

/// The one writer of a capture log. The file is 0600, locked, opened without following links; a torn last line found at
/// `open` is trimmed once. After a failed write or sync the file is truncated back to the last good record; until a
/// later `commit` has reopened and checked it, nothing is acknowledged.
class LogWriter {
 public:
  /// Fails with `Fault::environment` when another writer holds the lock or the file cannot be created.
  static Result<LogWriter> open(std::string path, Sync sync);

  LogWriter(LogWriter&&) noexcept;
  LogWriter& operator=(LogWriter&&) noexcept;
  ~LogWriter();

  /// Writes whole records (each ends in a newline) with one `write`, then syncs once as `Sync` says.
  /// On an error none of them counts as stored.
  Result<void> commit(std::string_view records);

  /// How many bytes of a torn last line were trimmed at `open`.
  std::size_t trimmed() const;
  const std::string& path() const;

 private:
  struct State;
  explicit LogWriter(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace hookctl::capture
