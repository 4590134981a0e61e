#include "capture/log_lines.h"

#include <fcntl.h>
#include <fmt/format.h>

#include <cerrno>
#include <system_error>

#include "base/text.h"

namespace hookctl::capture {
namespace {

Error cannot_read(const std::string& path, const std::string& why) {
  return Error{fmt::format("cannot read capture log '{}': {}", escape_for_terminal(path), why),
               "name a capture log, as written by: hookctl listen -o FILE"};
}

}  // namespace

Result<LogLines> LogLines::open(const std::string& path) {
  Fd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.is_open()) return cannot_read(path, std::generic_category().message(errno));
  return LogLines(path, std::move(file));
}

Result<std::optional<Line>> LogLines::next() {
  while (true) {
    auto line = lines_.next();
    if (!line) return cannot_read(path_, line.error().message);
    if (!*line || !(*line)->text.empty() || (*line)->too_long) return line;
  }
}

Result<Record> read_line(Decoder& decoder, const Line& line) {
  if (line.too_long) return Error{fmt::format("longer than {} bytes", longest_line)};
  auto record = decoder.decode(line.text);
  if (!record && line.ending == Ending::end_of_file) return Error{"torn (the writer was interrupted)"};
  return record;
}

}  // namespace hookctl::capture
