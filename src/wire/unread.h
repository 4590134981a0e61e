#pragma once

#include <sys/socket.h>

#include <cerrno>

#include "wire/would_block.h"

namespace hookctl::wire {

/// Whether the other side of a socket has neither closed nor sent anything that nobody read.
inline bool has_nothing_unread(int socket) {
  char next = 0;
  return ::recv(socket, &next, 1, MSG_PEEK | MSG_DONTWAIT) < 0 && would_block(errno);
}

}  // namespace hookctl::wire
