#pragma once

#include <boost/asio/io_context.hpp>
#include <functional>

#include "wire/loop.h"

namespace hookctl::wire {

/// The part of a loop that the other files of this folder build on.
struct Loop::State {
  boost::asio::io_context io{1};
  std::function<void()> end_of_turn = [] {};
};

}  // namespace hookctl::wire
