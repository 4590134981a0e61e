#include "capture/decode_lines.h"

#include <algorithm>
#include <future>
#include <thread>
#include <utility>
#include <vector>

#include "capture/log_lines.h"

namespace hookctl::capture {
namespace {

constexpr std::size_t batch_size = 512 * 1024;

/// Some lines in a row, with bytes of their own.
class Batch {
 public:
  void add(const Line& line) {
    places_.push_back({bytes_.size(), line});
    bytes_ += line.text;
  }
  bool is_empty() const { return places_.empty(); }
  bool is_full() const { return bytes_.size() >= batch_size; }

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

/// A decoder, and the batch it is at.
struct Worker {
  Decoder decoder = {};
  std::future<std::vector<DecodedLine>> result = {};
};

class Crew {
 public:
  explicit Crew(const std::string& path)
      : path_(path), workers_(std::clamp(std::thread::hardware_concurrency(), 1U, 4U)) {}

  Result<void> run(const std::function<Visit(DecodedLine&&)>& visit) {
    auto lines = LogLines::open(path_);
    if (!lines) return lines.error();
    for (auto& worker : workers_) {
      if (const auto given = give(worker, *lines); !given) return given;
    }
    for (std::size_t next = 0; workers_[next].result.valid(); next = (next + 1) % workers_.size()) {
      for (auto& each : workers_[next].result.get()) {
        if (visit(std::move(each)) == Visit::enough) return {};
      }
      if (const auto given = give(workers_[next], *lines); !given) return given;
    }
    return {};
  }

 private:
  /// Lets a worker decode the next batch; at the end of the log there is none.
  static Result<void> give(Worker& worker, LogLines& lines) {
    Batch batch;
    while (!batch.is_full()) {
      const auto line = lines.next();
      if (!line) return line.error();
      if (!*line) break;
      batch.add(**line);
    }
    if (batch.is_empty()) return {};
    worker.result = std::async(
        std::launch::async, [&decoder = worker.decoder, batch = std::move(batch)] { return batch.decoded(decoder); });
    return {};
  }

  const std::string& path_;
  std::vector<Worker> workers_;
};

}  // namespace

Result<void> decode_lines(const std::string& path, const std::function<Visit(DecodedLine&&)>& visit) {
  return Crew(path).run(visit);
}

}  // namespace hookctl::capture
