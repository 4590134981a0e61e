#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "capture/capture.h"
#include "capture/record_file.h"
#include "capture/select.h"
#include "flow/judge.h"

namespace hookctl::flow {

/// Whether captures go out with the signature they came with, or with a fresh one.
enum class Signing { as_was, anew };

/// When a sender leaves: with the answer, or as soon as the request is out, like one whose time was up.
enum class Leaves { with_answer, when_sent };

/// A capture and the log it is from; or a fixture, with its file and what it says of itself.
struct Recorded {
  std::string file;
  capture::Capture capture;
  std::string name = {};  // of a fixture; empty: the number names it
  Signing signing = Signing::as_was;
  Leaves leaves = Leaves::with_answer;
  int earlier = 0;                          // how often its event was delivered before
  std::optional<Expectations> expect = {};  // none: those of the run
};

/// The captures of a replay in their order. Of those in a log only the place is kept, and each is read when its turn
/// comes.
class Recordings {
 public:
  /// Adds a capture that is kept in memory.
  void add(Recorded recorded);

  /// Adds the captures that a selector names and that are `wanted`; the log must be a file that can be read again.
  /// Errors: those of `capture::select`.
  Result<void> add(const capture::Selector& selector, const std::function<bool(const capture::Capture&)>& wanted);

  std::size_t size() const { return entries_.size(); }
  /// How many of them were redacted.
  std::size_t redacted() const { return redacted_; }
  /// When a capture was made.
  Instant at(std::size_t index) const { return entries_[index].at; }
  /// Fails when its log does not hold it any more.
  Result<Recorded> read(std::size_t index);

 private:
  void note(const capture::Capture& capture, capture::Extent extent, std::uint32_t log);

  struct Entry {
    Instant at;
    capture::Extent extent;  // in a log; or else `offset` is the place in `kept_`
    std::uint32_t log;       // which one; `in_memory` for none
  };
  struct Log {
    std::string path;
    capture::RecordFile file;
  };

  std::deque<Entry> entries_ = {};
  std::vector<Log> logs_ = {};
  std::vector<Recorded> kept_ = {};
  std::size_t redacted_ = 0;
};

}  // namespace hookctl::flow
