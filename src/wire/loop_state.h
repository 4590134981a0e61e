#pragma once

#include <boost/asio/io_context.hpp>
#include <functional>
#include <vector>

#include "wire/deadlines.h"
#include "wire/loop.h"

namespace hookctl::wire {

/// The part of a loop that the other files of this folder build on.
struct Loop::State {
  boost::asio::io_context io{1};
  Deadlines deadlines{io};
  std::vector<std::function<void()>> end_of_turn = {};
  bool turn_is_full = false;  // set by who has gathered enough to hand on before more is read

  void end_turn();
};

}  // namespace hookctl::wire
