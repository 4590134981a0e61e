#pragma once

#include <sys/mount.h>

#include <string>

namespace hookctl::test {

/// A file system of its own with little space, mounted on a folder while the object lives.
class SmallDisk {
 public:
  SmallDisk(std::string folder, const std::string& size)
      : folder_(std::move(folder)),
        is_mounted_(::mount("tmpfs", folder_.c_str(), "tmpfs", 0, ("size=" + size).c_str()) == 0) {}
  ~SmallDisk() {
    if (is_mounted_) ::umount2(folder_.c_str(), MNT_DETACH);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  /// False where this process may not mount.
  bool is_mounted() const { return is_mounted_; }

 private:
  std::string folder_;
  bool is_mounted_;
};

}  // namespace hookctl::test
