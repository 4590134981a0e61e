#include "capture/decode_lines.h"

#include <algorithm>
#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "capture/log_lines.h"

namespace hookctl::capture {
namespace {

constexpr std::size_t batch_size = 512 * 1024;
constexpr std::size_t most_ahead = 6;  // batches that are decoded, or being decoded, and not visited

/// Some lines in a row, with bytes of their own. It is filled again and again, and its memory stays.
class Batch {
 public:
  /// Takes the next lines; at the end of the log there are none.
  Result<void> fill(LogLines& lines) {
    places_.clear();
    bytes_.clear();
    while (bytes_.size() < batch_size) {
      const auto line = lines.next();
      if (!line) return line.error();
      if (!*line) break;
      places_.push_back({bytes_.size(), **line});
      bytes_ += (*line)->text;
    }
    return {};
  }

  bool is_empty() const { return places_.empty(); }

  std::vector<DecodedLine> decoded(Decoder& decoder) const {
    std::vector<DecodedLine> all;
    all.reserve(places_.size());
    for (const auto& [start, of] : places_) {
      auto line = of;
      line.text = ByteView(bytes_).substr(start, of.text.size());
      all.push_back({line.number, line.offset, static_cast<std::uint32_t>(line.text.size()), read_line(decoder, line)});
    }
    return all;
  }

 private:
  struct Place {
    std::size_t start;
    Line line;  // its text is that of `bytes_`
  };
  Bytes bytes_ = {};
  std::vector<Place> places_ = {};
};

/// Threads that decode batches of a log, and hand them out in its order.
class Crew {
 public:
  explicit Crew(LogLines lines) : lines_(std::move(lines)) {
    const auto size = std::clamp(std::thread::hardware_concurrency(), 1U, 4U);
    for (unsigned i = 0; i < size; ++i) threads_.emplace_back([this] { work(); });
  }
  ~Crew() {
    const std::lock_guard lock(mutex_);
    is_over_ = true;
    bell_.notify_all();
  }
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;

  /// The next lines; none at the end. Fails when the log cannot be read.
  Result<std::vector<DecodedLine>> next() {
    std::unique_lock lock(mutex_);
    bell_.wait(lock, [&] { return done_.contains(visited_) || (is_over_ && visited_ == begun_); });
    if (const auto lines = done_.extract(visited_)) {
      ++visited_;
      bell_.notify_all();
      return std::move(lines.mapped());
    }
    if (trouble_) return *trouble_;
    return std::vector<DecodedLine>();
  }

 private:
  void work() {
    Decoder decoder;
    Batch batch;
    while (const auto which = take(batch)) {
      auto lines = batch.decoded(decoder);
      const std::lock_guard lock(mutex_);
      done_.emplace(*which, std::move(lines));
      bell_.notify_all();
    }
  }

  /// Fills a batch when there is room for one, and says which it is; none when the log, or its visitor, has no more.
  std::optional<std::size_t> take(Batch& batch) {
    std::unique_lock lock(mutex_);
    bell_.wait(lock, [&] { return is_over_ || begun_ < visited_ + most_ahead; });
    if (is_over_) return std::nullopt;
    const auto filled = batch.fill(lines_);
    if (!filled) trouble_ = filled.error();
    is_over_ = !filled || batch.is_empty();
    bell_.notify_all();
    if (is_over_) return std::nullopt;
    return begun_++;
  }

  std::mutex mutex_;
  std::condition_variable bell_;  // rings whenever something below changes
  LogLines lines_;
  bool is_over_ = false;
  std::optional<Error> trouble_ = {};
  std::size_t begun_ = 0;
  std::size_t visited_ = 0;
  std::map<std::size_t, std::vector<DecodedLine>> done_ = {};
  std::vector<std::jthread> threads_ = {};  // go first
};

}  // namespace

Result<void> decode_lines(const std::string& path, const std::function<Visit(DecodedLine&&)>& visit) {
  auto lines = LogLines::open(path);
  if (!lines) return lines.error();
  Crew crew(*std::move(lines));
  while (true) {
    auto batch = crew.next();
    if (!batch) return batch.error();
    if (batch->empty()) return {};
    for (auto& each : *batch) {
      if (visit(std::move(each)) == Visit::enough) return {};
    }
  }
}

}  // namespace hookctl::capture
