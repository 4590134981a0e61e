#pragma once

#include <unistd.h>

#include <functional>
#include <system_error>

#include "base/bytes.h"

namespace hookctl::capture {

/// The system calls that change a log; tests put failing ones in their place.
struct FileSystem {
  std::function<ssize_t(int, const void*, std::size_t)> write = ::write;
  std::function<int(int)> fdatasync = ::fdatasync;
  std::function<int(int, off_t)> ftruncate = ::ftruncate;
};

/// Writes all of the bytes, continuing after short writes; yields what stopped it, if anything.
std::error_code write_all(const FileSystem& files, int descriptor, ByteView bytes);

/// What the system said of the last call that failed.
std::error_code last_problem();

}  // namespace hookctl::capture
