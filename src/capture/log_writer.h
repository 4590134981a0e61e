#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "capture/file_system.h"

namespace hookctl::capture {

/// When an answer may leave: after `fdatasync` (survives a power cut), or after `write` (survives a killed process).
enum class Sync { disk, os };

/// The one writer of a capture log. The file is 0600, locked, opened without following links; a torn last line found at
/// `open` is trimmed once, a whole one that only lacks its newline is kept. After a failed write or sync the file is
/// truncated back to the last good record; until a later `commit` has reopened and checked it, nothing is acknowledged.
/// Each commit sees whether the path still names the file as it was left: a log that was moved or deleted meanwhile is
/// created anew (sequence numbers go on), one that somebody else cut or appended to is checked as at `open`.
class LogWriter {
 public:
  /// Fails with `Fault::environment` when another writer holds the lock or the file cannot be created, and with
  /// `Fault::usage` when the path is a link, a device or a file that is no capture log.
  static Result<LogWriter> open(std::string path, Sync sync);
  static Result<LogWriter> open(std::string path, Sync sync, FileSystem files);

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
