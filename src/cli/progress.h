#pragma once

#include <cstddef>

#include "base/clock.h"
#include "cli/env.h"

namespace hookctl::cli {

/// One line on stderr that says how far a long run is; only where stderr is a terminal that can erase it.
class Progress {
 public:
  explicit Progress(Env& env);

  void begin(std::size_t total);
  /// Takes the line away, so that another can be written.
  void clear();
  /// Counts so many more, and draws the line when it is time to.
  void advance(std::size_t count);

 private:
  Env& env_;
  bool shows_;
  bool drawn_ = false;
  std::size_t total_ = 0;
  std::size_t done_ = 0;
  Instant drawn_at_;
};

}  // namespace hookctl::cli
