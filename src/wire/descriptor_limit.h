#pragma once

#include <cstddef>

namespace hookctl::wire {

/// Lets this process have so many connections at a time, as far as the system allows it.
void allow_connections(std::size_t connections);

}  // namespace hookctl::wire
