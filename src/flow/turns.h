#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "flow/recordings.h"
#include "flow/replay_options.h"

namespace hookctl::flow {

/// One place in the order of a replay: which capture, forged or not, and when it is due.
struct Turn {
  std::size_t recording = 0;  // its index
  const forge::Forgery* forgery = nullptr;
  int number = 1;  // how often the capture has been sent, this time included
  Micros due{0};   // after the first; those that are due at once go out in this order
};

/// The whole order of a replay, of which each turn is worked out when it comes: only a shuffled one takes memory.
/// Forgeries stand between two controls, capture by capture.
class Turns {
 public:
  Turns(const Recordings& recordings, const ReplayOptions& options);

  std::size_t size() const { return size_; }
  Turn operator[](std::size_t index) const;

 private:
  Turn forged(std::size_t index) const;
  Turn plain(std::size_t place) const;
  Micros due_as_recorded(std::size_t recording, std::size_t round) const;
  void shuffle(std::uint64_t seed);

  /// A turn of a shuffled replay.
  struct Drawn {
    std::uint32_t place;
    int number;
  };

  const Recordings& recordings_;
  const ReplayOptions& options_;
  std::size_t size_;
  std::vector<Drawn> drawn_ = {};  // where it is shuffled
};

}  // namespace hookctl::flow
