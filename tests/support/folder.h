#pragma once

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>

#include "support/files.h"

namespace hookctl::test {

/// A folder of a test's own, empty at first and gone with the object.
class Folder {
 public:
  Folder() : path_((std::filesystem::temp_directory_path() / "hookctl-test-XXXXXX").string()) {
    if (!mkdtemp(path_.data())) throw std::system_error(errno, std::generic_category(), path_);
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const std::string& path() const { return path_; }

  /// The path of a file in it, there or not.
  std::string file(std::string_view name) const { return (std::filesystem::path(path_) / name).string(); }

  /// Writes a file, with the folders it lies in; yields its path.
  std::string write(std::string_view name, std::string_view bytes) const {
    const std::string path = file(name);
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    write_file(path, bytes);
    return path;
  }

 private:
  std::string path_;
};

}  // namespace hookctl::test
