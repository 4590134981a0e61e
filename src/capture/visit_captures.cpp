#include "capture/visit_captures.h"

#include <algorithm>
#include <deque>
#include <iterator>
#include <unordered_map>
#include <utility>
#include <variant>

#include "capture/decode_lines.h"

namespace hookctl::capture {
namespace {

constexpr std::uint64_t most_waiting = 32 * 1024 * 1024;  // bytes of records

/// The captures that wait for an outcome or behind one that does.
class Queue {
 public:
  explicit Queue(const LogVisitor& visitor) : visitor_(visitor) {}

  Visit add(Capture&& capture, Extent extent) {
    if (waiting_.empty() && capture.response) return visitor_.capture(std::move(capture), extent);
    if (!capture.response) asked_[capture.id] = first_ + waiting_.size();
    bytes_ += extent.size;
    waiting_.push_back({std::move(capture), extent});
    return release(most_waiting);
  }

  Visit add(Outcome&& outcome) {
    const auto found = asked_.find(outcome.id);
    if (found == asked_.end()) return Visit::go_on;
    auto& capture = waiting_[found->second - first_].capture;
    std::move(outcome.forwards.begin(), outcome.forwards.end(), std::back_inserter(capture.forwards));
    capture.response = std::move(outcome.response);
    asked_.erase(found);
    return release(most_waiting);
  }

  /// Passes on what is complete, and the first ones while more than `most` bytes wait.
  Visit release(std::uint64_t most) {
    while (!waiting_.empty() && (waiting_.front().capture.response || bytes_ > most)) {
      auto [capture, extent] = std::move(waiting_.front());
      if (!capture.response) asked_.erase(capture.id);
      waiting_.pop_front();
      ++first_;
      bytes_ -= extent.size;
      if (visitor_.capture(std::move(capture), extent) == Visit::enough) return Visit::enough;
    }
    return Visit::go_on;
  }

  /// Passes on everything, at the end of the log.
  Visit release_all() {
    while (!waiting_.empty()) {
      if (release(0) == Visit::enough) return Visit::enough;
    }
    return Visit::go_on;
  }

 private:
  struct Waiting {
    Capture capture;
    Extent extent;
  };

  const LogVisitor& visitor_;
  std::deque<Waiting> waiting_ = {};
  std::size_t first_ = 0;                                    // how many went before those that wait
  std::unordered_map<std::string, std::size_t> asked_ = {};  // which of all that ever waited, by id
  std::uint64_t bytes_ = 0;
};

}  // namespace

Result<void> visit_captures(const std::string& path, const LogVisitor& visitor) {
  Queue queue(visitor);
  auto last = Visit::go_on;
  const auto visited = decode_lines(path, [&](DecodedLine&& line) {
    if (!line.record) {
      visitor.damaged({line.number, line.record.error().message});
    } else if (auto* capture = std::get_if<Capture>(&*line.record)) {
      last = queue.add(std::move(*capture), {line.offset, line.size});
    } else if (auto* outcome = std::get_if<Outcome>(&*line.record)) {
      last = queue.add(std::move(*outcome));
    } else if (const auto* refused = std::get_if<Refused>(&*line.record)) {
      visitor.refused(*refused);
    }
    return last;
  });
  if (visited && last == Visit::go_on) queue.release_all();
  return visited;
}

}  // namespace hookctl::capture
