#pragma once

#include <sys/stat.h>

#include <cstdint>
#include <string>

#include "base/fd.h"
#include "base/result.h"
#include "capture/file_system.h"

namespace hookctl::capture {

/// Which file a path or descriptor stands for, and how long it is.
struct FileState {
  dev_t device = 0;
  ino_t inode = 0;
  std::uint64_t size = 0;
  bool is_same_file(const FileState& other) const { return device == other.device && inode == other.inode; }
  bool operator==(const FileState&) const = default;
};

/// The state of what a path names now (links are not followed) or a descriptor holds; zeros when it cannot be told.
FileState state_of(const std::string& path);
FileState state_of(const Fd& file);

/// Opens a log for appending and locks it; creates it with mode 0600 and makes its name durable. Refuses links and
/// whatever is not a regular file (usage errors); a lock that another holds and failing calls are environment errors.
Result<Fd> open_locked(const std::string& path);

/// Makes the name of a file survive a power cut.
Result<void> sync_directory(const std::string& path);

/// What became of the bytes after the last newline of a log.
struct Repair {
  std::uint64_t size = 0;     // of the log afterwards; it is empty or ends in a newline
  std::uint64_t trimmed = 0;  // bytes of a torn line that were cut off
};

/// Ends a log with a whole line: a whole record gets its newline, a torn one is cut off. Refuses a file that does not
/// begin as a capture log does, and leaves it as it is.
Result<Repair> repair_tail(const std::string& path, const Fd& file, const FileSystem& files);

/// `cannot write 'captures.jsonl': No space left on device`, an environment error.
Error cannot(std::string_view do_what, const std::string& path, std::error_code problem);

}  // namespace hookctl::capture
