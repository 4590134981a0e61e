#include "capture/line_reader.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace hookctl::capture {
namespace {

constexpr std::size_t read_size = 256 * 1024;

}  // namespace

Result<std::optional<Line>> LineReader::next() {
  Line line{.number = ++number_, .offset = offset_};
  auto end = buffer_.find('\n', next_);
  while (end == buffer_.npos) {
    buffer_.erase(0, next_);
    next_ = 0;
    if (buffer_.size() > longest_) {
      line.too_long = true;
      offset_ += buffer_.size();
      buffer_.clear();
    }
    const auto searched = buffer_.size();
    const auto count = read_block();
    if (!count) return count.error();
    end = buffer_.find('\n', searched);
    if (*count > 0) continue;
    if (buffer_.empty() && !line.too_long) return std::optional<Line>();
    line.ending = Ending::end_of_file;
    end = buffer_.size();
  }
  line.too_long = line.too_long || end - next_ > longest_;
  if (!line.too_long) line.text = ByteView(buffer_).substr(next_, end - next_);
  offset_ += end + 1 - next_;
  next_ = std::min(end + 1, buffer_.size());
  return std::optional(line);
}

Result<std::size_t> LineReader::read_block() {
  const auto filled = buffer_.size();
  buffer_.resize(filled + read_size);
  ssize_t count = -1;
  do {
    count = ::read(descriptor_, buffer_.data() + filled, read_size);
  } while (count < 0 && errno == EINTR);
  const auto problem = errno;
  buffer_.resize(filled + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
  if (count < 0) return Error{std::generic_category().message(problem)};
  return static_cast<std::size_t>(count);
}

}  // namespace hookctl::capture
