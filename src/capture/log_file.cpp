#include "capture/log_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>

#include "base/text.h"
#include "capture/decode.h"
#include "capture/line_reader.h"

namespace hookctl::capture {
namespace {

constexpr std::string_view log_begin = R"({"v":)";
constexpr std::string_view choose_another = "choose another file with -o FILE";

FileState to_state(const struct stat& found) {
  return {found.st_dev, found.st_ino, static_cast<std::uint64_t>(found.st_size)};
}

Error refused(const std::string& path, std::string_view what) {
  return Error{fmt::format("'{}' is {}", escape_for_terminal(path), what), std::string(choose_another)};
}

Result<Fd> open_regular(const std::string& path) {
  // Without O_NONBLOCK, opening a device or pipe could wait before it is seen for what it is.
  const int flags = O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
  Fd file(::open(path.c_str(), flags, 0600));
  if (!file.is_open()) {
    const auto problem = last_problem();
    if (problem == std::errc::too_many_symbolic_link_levels) return refused(path, "a symbolic link");
    return cannot("open", path, problem);
  }
  struct stat found {};
  if (::fstat(file.get(), &found) != 0) return cannot("open", path, last_problem());
  if (!S_ISREG(found.st_mode)) return refused(path, "not a regular file");
  return file;
}

Result<Bytes> read_range(const std::string& path, const Fd& file, std::uint64_t from, std::uint64_t to) {
  Bytes bytes(to - from, '\0');
  for (std::size_t filled = 0; filled < bytes.size();) {
    const auto count =
        ::pread(file.get(), bytes.data() + filled, bytes.size() - filled, static_cast<off_t>(from + filled));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return cannot("read", path, last_problem());
    if (count == 0) break;
    filled += static_cast<std::size_t>(count);
  }
  return bytes;
}

/// Where the bytes after the last newline begin.
Result<std::uint64_t> find_tail(const std::string& path, const Fd& file, std::uint64_t size) {
  constexpr std::uint64_t block = 64 * 1024;
  for (auto end = size; end > 0;) {
    const auto begin = end - std::min(end, block);
    const auto bytes = read_range(path, file, begin, end);
    if (!bytes) return bytes.error();
    const auto newline = bytes->rfind('\n');
    if (newline != bytes->npos) return begin + newline + 1;
    end = begin;
  }
  return std::uint64_t{0};
}

/// A power cut can leave zeros where the first record, or the rest of it, was to be.
bool begins_as_log(ByteView head, std::uint64_t tail) {
  if (tail == 0) head = head.substr(0, head.find_last_not_of('\0') + 1);
  return head == log_begin.substr(0, head.size());
}

bool is_whole_record(ByteView tail) { return static_cast<bool>(decode_record(tail)); }

}  // namespace

FileState state_of(const std::string& path) {
  struct stat found {};
  return ::lstat(path.c_str(), &found) == 0 ? to_state(found) : FileState{};
}

FileState state_of(const Fd& file) {
  struct stat found {};
  return ::fstat(file.get(), &found) == 0 ? to_state(found) : FileState{};
}

Error cannot(std::string_view do_what, const std::string& path, std::error_code problem) {
  return Error{fmt::format("cannot {} '{}': {}", do_what, escape_for_terminal(path), problem.message()),
               std::string(choose_another), Fault::environment};
}

Result<void> sync_directory(const std::string& path) {
  auto directory = std::filesystem::path(path).parent_path();
  if (directory.empty()) directory = ".";
  const Fd opened(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!opened.is_open()) return cannot("open the directory of", path, last_problem());
  // Some file systems have nothing to sync in a directory and say so with EINVAL.
  if (::fsync(opened.get()) != 0 && errno != EINVAL) return cannot("sync the directory of", path, last_problem());
  return {};
}

Result<Fd> open_locked(const std::string& path) {
  while (true) {
    auto file = open_regular(path);
    if (!file) return file;
    if (::flock(file->get(), LOCK_EX | LOCK_NB) != 0) {
      if (errno != EWOULDBLOCK) return cannot("lock", path, last_problem());
      return Error{fmt::format("another hookctl is writing to '{}'", escape_for_terminal(path)),
                   std::string(choose_another), Fault::environment};
    }
    // The file may have been moved away between its opening and its locking.
    if (!state_of(path).is_same_file(state_of(*file))) continue;
    if (const auto synced = sync_directory(path); !synced) return synced.error();
    return file;
  }
}

Result<Repair> repair_tail(const std::string& path, const Fd& file, const FileSystem& files) {
  const auto size = state_of(file).size;
  const auto tail = find_tail(path, file, size);
  if (!tail) return tail.error();
  const auto head = read_range(path, file, 0, std::min<std::uint64_t>(size, log_begin.size()));
  if (!head) return head.error();
  if (!begins_as_log(*head, *tail)) return refused(path, "not a capture log");
  if (*tail == size) return Repair{.size = size};
  if (size - *tail <= longest_line) {
    const auto line = read_range(path, file, *tail, size);
    if (!line) return line.error();
    if (is_whole_record(*line)) {
      if (const auto problem = write_all(files, file.get(), "\n")) return cannot("write", path, problem);
      return Repair{.size = size + 1};
    }
  }
  if (files.ftruncate(file.get(), static_cast<off_t>(*tail)) != 0) return cannot("trim", path, last_problem());
  return Repair{.size = *tail, .trimmed = size - *tail};
}

}  // namespace hookctl::capture
