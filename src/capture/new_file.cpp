#include "capture/new_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <utility>

#include "base/text.h"
#include "capture/log_file.h"

namespace hookctl::capture {

Result<NewFile> NewFile::create(std::string path) {
  Fd file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
  if (file.is_open()) return NewFile(std::move(path), std::move(file));
  const auto problem = last_problem();
  if (problem != std::errc::file_exists) return cannot("create", path, problem);
  return Error{fmt::format("'{}' exists", escape_for_terminal(path)), "choose a new name; nothing is overwritten"};
}

NewFile::~NewFile() {
  if (file_.is_open()) ::unlink(path_.c_str());
}

Result<void> NewFile::write(ByteView bytes) {
  if (const auto problem = write_all(files_, file_.get(), bytes)) return cannot("write", path_, problem);
  return {};
}

Result<void> NewFile::sync() {
  if (files_.fdatasync(file_.get()) != 0) return cannot("write", path_, last_problem());
  return {};
}

Result<void> NewFile::keep() {
  if (const auto synced = sync(); !synced) return synced;
  file_ = Fd();
  return sync_directory(path_);
}

Result<void> NewFile::replace(const std::string& other) {
  if (const auto synced = sync(); !synced) return synced;
  if (std::rename(path_.c_str(), other.c_str()) != 0) return cannot("replace", other, last_problem());
  file_ = Fd();
  return sync_directory(other);
}

}  // namespace hookctl::capture
