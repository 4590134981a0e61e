#pragma once

#include <string>

#include "base/bytes.h"
#include "base/fd.h"
#include "base/result.h"
#include "capture/file_system.h"

namespace hookctl::capture {

/// A file that did not exist before and is there whole or not at all: unless it was kept, it goes with the object.
/// Mode 0600.
class NewFile {
 public:
  /// Fails when something of that name exists (usage error), or when it cannot be made (environment error).
  static Result<NewFile> create(std::string path);

  NewFile(NewFile&&) noexcept = default;
  NewFile& operator=(NewFile&&) = delete;
  ~NewFile();

  Result<void> write(ByteView bytes);
  /// Makes it durable under its own name.
  Result<void> keep();
  /// Makes it durable under the name of another file, which it replaces.
  Result<void> replace(const std::string& other);

 private:
  NewFile(std::string path, Fd file) : path_(std::move(path)), file_(std::move(file)) {}
  Result<void> sync();

  std::string path_;
  Fd file_;
  FileSystem files_ = {};
};

}  // namespace hookctl::capture
