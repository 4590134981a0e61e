#include "capture/log_follower.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "capture/line_reader.h"

namespace hookctl::capture {
namespace {

constexpr std::size_t block_size = 4 * 1024 * 1024;

Fd open_to_read(const std::string& path) { return Fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)); }

/// What a path names, links followed; zeros when it cannot be told.
FileState named_state(const std::string& path) {
  struct stat found {};
  if (::stat(path.c_str(), &found) != 0) return {};
  return {found.st_dev, found.st_ino, static_cast<std::uint64_t>(found.st_size)};
}

/// As many of the bytes as there are.
Result<Bytes> read_at(const std::string& path, const Fd& file, std::uint64_t offset, std::size_t size) {
  Bytes bytes(size, '\0');
  std::size_t filled = 0;
  while (filled < size) {
    const auto count = ::pread(file.get(), bytes.data() + filled, size - filled, static_cast<off_t>(offset + filled));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return cannot("read", path, last_problem());
    if (count == 0) break;
    filled += static_cast<std::size_t>(count);
  }
  bytes.resize(filled);
  return bytes;
}

}  // namespace

Result<Growth> LogFollower::read(const Visit& visit) {
  if (file_.is_open() && is_replaced()) {
    file_ = Fd();
    next_ = 0;
    return Growth::replaced;
  }
  if (!file_.is_open()) {
    if (const auto opened = open(); !opened) return opened.error();
    if (!file_.is_open()) return Growth::none;
  }
  const auto size = state_of(file_).size;
  if (size <= next_) return Growth::none;
  const auto room = std::min<std::uint64_t>(size - next_, std::max(block_size, longest_));
  const auto block = read_at(path_, file_, next_, static_cast<std::size_t>(room));
  if (!block) return block.error();
  return visit_lines(*block, visit);
}

/// A log that was moved away keeps its descriptor, and one that was cut its name.
bool LogFollower::is_replaced() const {
  const auto named = named_state(path_);
  return !named.is_same_file(state_) || named.size < next_;
}

Result<void> LogFollower::open() {
  file_ = open_to_read(path_);
  if (!file_.is_open() && errno == ENOENT) return {};
  if (!file_.is_open()) return cannot("read", path_, last_problem());
  state_ = state_of(file_);
  return {};
}

Result<Growth> LogFollower::visit_lines(ByteView block, const Visit& visit) {
  auto growth = Growth::none;
  const auto take = [&](std::size_t size, Result<Record>&& record) {
    visit({next_, size}, std::move(record));
    growth = Growth::more;
  };
  while (!block.empty()) {
    const auto newline = block.find('\n');
    const auto line = block.substr(0, newline);
    if (newline == block.npos) {
      auto record = line.ends_with('}') ? decoder_.decode(line) : Result<Record>(Error{"the record is not whole"});
      if (record) {
        take(line.size(), std::move(record));
        next_ += line.size();
      } else if (growth == Growth::none && line.size() < longest_line) {
        longest_ = line.size() + block_size;
      }
      return growth;
    }
    if (!line.empty()) take(line.size(), decoder_.decode(line));
    next_ += newline + 1;
    block.remove_prefix(newline + 1);
  }
  return growth;
}

Result<RecordReader> RecordReader::open(const std::string& path) {
  auto file = open_to_read(path);
  if (!file.is_open()) return cannot("read", path, last_problem());
  return RecordReader(path, std::move(file));
}

Result<Bytes> RecordReader::line(LogPlace place) const {
  auto line = read_at(path_, file_, place.offset, place.size);
  if (line && line->size() < place.size) return Error{"the log was cut", "reload it", Fault::environment};
  return line;
}

Result<Record> RecordReader::record(LogPlace place) {
  const auto read = line(place);
  if (!read) return read.error();
  return decoder_.decode(*read);
}

}  // namespace hookctl::capture
