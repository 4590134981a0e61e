#pragma once

#include <boost/asio/error.hpp>
#include <cerrno>

namespace hookctl::wire {

/// Whether a socket has nothing for us, or no room, just now.
inline bool would_block(const boost::system::error_code& code) {
  return code == boost::asio::error::would_block || code == boost::asio::error::try_again;
}

inline bool would_block(int error_number) { return error_number == EAGAIN || error_number == EWOULDBLOCK; }

}  // namespace hookctl::wire
