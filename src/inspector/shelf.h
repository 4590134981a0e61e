#pragma once

#include <functional>
#include <mutex>
#include <shared_mutex>
#include <stop_token>
#include <string>
#include <thread>

#include "base/clock.h"
#include "inspector/rows.h"

namespace hookctl::inspector {

/// How far a log is known: a new `edition` begins when the file is replaced.
struct Extent {
  std::uint64_t edition = 0;
  std::uint64_t records = 0;
  bool operator==(const Extent&) const = default;
};

/// The captures of a log that may be growing, for any number of readers. A thread of its own follows the file, so
/// whoever writes it does not know of them.
class Shelf {
 public:
  Shelf(std::string path, Clock& clock);
  Shelf(const Shelf&) = delete;
  Shelf& operator=(const Shelf&) = delete;

  const std::string& path() const { return path_; }

  /// Calls `look` while nothing changes; it must not take long.
  void read(const std::function<void(const Rows&, Extent)>& look) const;

  Extent extent() const;

  /// Takes note of how long an answer took, for a capture that is here or soon will be.
  void note(const std::string& capture, Micros took);

 private:
  void follow(const std::stop_token& stop, Clock& clock);
  /// Takes what is new; whether there may be more.
  bool take(capture::LogFollower& follower);

  void take_notes();

  std::string path_;
  mutable std::shared_mutex mutex_;
  Rows rows_ = {};
  Extent extent_ = {};
  std::mutex noted_mutex_;
  std::vector<std::pair<std::string, Micros>> noted_ = {};  // not yet on the shelf
  std::jthread thread_;                                     // last: it ends before what it uses
};

}  // namespace hookctl::inspector
