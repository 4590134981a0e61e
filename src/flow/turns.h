#pragma once

#include <span>
#include <vector>

#include "flow/replay_options.h"

namespace hookctl::flow {

/// One place in the order of a replay: which capture, forged or not, and when it is due.
struct Turn {
  const Recorded* recorded;
  const forge::Forgery* forgery = nullptr;
  int number = 1;  // how often the capture has been sent, this time included
  Micros due{0};   // after the first; those that are due at once go out in this order
};

/// The whole order of a replay. Forgeries stand between two controls, capture by capture.
std::vector<Turn> turns_of(std::span<const Recorded> captures, const ReplayOptions& options);

}  // namespace hookctl::flow
