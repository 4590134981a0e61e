#include "capture/log_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <unordered_map>

#include "capture/log_lines.h"

namespace hookctl::capture {
namespace {

/// Gathers records into a log.
class Gathering {
 public:
  explicit Gathering(const std::function<bool(const Capture&)>& wanted) : wanted_(wanted) {}

  void operator()(Capture&& capture) {
    if (!wanted_(capture)) return;
    position_[capture.id] = log_.captures.size();
    log_.captures.push_back(std::move(capture));
  }

  void operator()(Outcome&& outcome) {
    const auto found = position_.find(outcome.id);
    if (found == position_.end()) return;
    auto& capture = log_.captures[found->second];
    std::move(outcome.forwards.begin(), outcome.forwards.end(), std::back_inserter(capture.forwards));
    capture.response = std::move(outcome.response);
  }

  void operator()(Refused&& refused) { log_.refused.push_back(std::move(refused)); }
  void operator()(Unknown&&) {}
  void operator()(const Damage& damage) { log_.damage.push_back(damage); }

  Log take() { return std::move(log_); }

 private:
  const std::function<bool(const Capture&)>& wanted_;
  Log log_ = {};
  std::unordered_map<std::string, std::size_t> position_ = {};
};

}  // namespace

std::string to_text(const Damage& damage) { return fmt::format("line {}: {}", damage.line, damage.what); }

Result<void> visit_lines(const std::string& path,
                         const std::function<Result<Visit>(const Line&, Result<Record>&&)>& visit) {
  auto lines = LogLines::open(path);
  if (!lines) return lines.error();
  Decoder decoder;
  while (true) {
    const auto line = lines->next();
    if (!line) return line.error();
    if (!*line) return {};
    const auto visited = visit(**line, read_line(decoder, **line));
    if (!visited) return visited.error();
    if (*visited == Visit::enough) return {};
  }
}

Result<void> visit_log(const std::string& path, const std::function<void(Record&&)>& visit,
                       const std::function<void(const Damage&)>& damaged) {
  return visit_lines(path, [&](const Line& line, Result<Record>&& record) -> Result<Visit> {
    if (record) {
      visit(*std::move(record));
    } else {
      damaged({line.number, record.error().message});
    }
    return Visit::go_on;
  });
}

Result<Log> read_log(const std::string& path) {
  return read_log(path, [](const Capture&) { return true; });
}

Result<Log> read_log(const std::string& path, const std::function<bool(const Capture&)>& wanted) {
  Gathering gathering(wanted);
  const auto read = visit_log(
      path, [&](Record&& record) { std::visit(gathering, std::move(record)); },
      [&](const Damage& damage) { gathering(damage); });
  if (!read) return read.error();
  return gathering.take();
}

}  // namespace hookctl::capture
