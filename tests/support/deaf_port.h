#pragma once

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cerrno>
#include <string>
#include <string_view>
#include <system_error>

#include "support/descriptor.h"

namespace hookctl::test {

/// A port of 127.0.0.1 where nobody listens, and nobody else can as long as the object lives.
class DeafPort {
 public:
  DeafPort() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const where = reinterpret_cast<sockaddr*>(&address);
    if (bind(*socket_, where, size) != 0 || getsockname(*socket_, where, &size) != 0) {
      throw std::system_error(errno, std::generic_category(), "cannot reserve a port");
    }
    port_ = ntohs(address.sin_port);
  }

  /// `http://127.0.0.1:port` and the target.
  std::string url(std::string_view target) const { return fmt::format("http://127.0.0.1:{}{}", port_, target); }

 private:
  Descriptor socket_;
  int port_ = 0;
};

}  // namespace hookctl::test
