#include "support/http_client.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <optional>
#include <stdexcept>
#include <string>
#include <system_error>

#include "base/text.h"
#include "support/descriptor.h"

namespace hookctl::test {
namespace {

Descriptor connect_to(int port) {
  Descriptor socket{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(*socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    throw std::system_error(errno, std::generic_category(), fmt::format("cannot connect to 127.0.0.1:{}", port));
  }
  return socket;
}

/// What a read says that is not bytes.
Hangup hangup_of(ssize_t count) { return count == 0 ? Hangup::closed : Hangup::reset; }

Response parse_response(ByteView bytes) {
  const auto head_end = bytes.find("\r\n\r\n");
  const auto lines = split(bytes.substr(0, head_end), '\n');
  Response response{.status = 0};
  const auto status = lines.front().substr(std::min(lines.front().size(), std::size_t{9}), 3);
  std::from_chars(status.data(), status.data() + status.size(), response.status);
  if (head_end == ByteView::npos || !lines.front().starts_with("HTTP/1.") || response.status == 0) {
    throw std::runtime_error(fmt::format("no whole response: '{}'", bytes));
  }
  for (const auto line : std::span{lines}.subspan(1)) {
    const auto colon = line.find(':');
    const auto value = line.substr(colon + 1);
    response.headers.add(std::string{line.substr(0, colon)}, std::string{trim(value.substr(0, value.find('\r')))});
  }
  response.body = bytes.substr(head_end + 4);
  return response;
}

}  // namespace

Heard exchange(int port, ByteView bytes, Millis within) {
  const auto end = std::chrono::steady_clock::now() + within;
  const Descriptor socket = connect_to(port);
  Heard heard;
  for (;;) {
    const auto left = std::chrono::ceil<Millis>(end - std::chrono::steady_clock::now());
    pollfd polled{*socket, static_cast<short>(bytes.empty() ? POLLIN : POLLIN | POLLOUT), 0};
    if (left <= Millis{0} || poll(&polled, 1, static_cast<int>(left.count())) == 0) {
      heard.end = Hangup::overran;
      return heard;
    }
    if (polled.revents & POLLOUT) {
      const auto sent = send(*socket, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
      if (sent > 0) bytes.remove_prefix(static_cast<std::size_t>(sent));
      if (sent < 0 && errno != EAGAIN) bytes = {};  // it wants no more; it may still have answered
    }
    if (polled.revents & (POLLIN | POLLHUP | POLLERR)) {
      std::array<char, 65536> chunk;
      const auto count = recv(*socket, chunk.data(), chunk.size(), MSG_DONTWAIT);
      if (count > 0) heard.bytes.append(chunk.data(), static_cast<std::size_t>(count));
      if (count == 0 || (count < 0 && errno != EAGAIN)) {
        heard.end = hangup_of(count);
        return heard;
      }
    }
  }
}

Response post(int port, std::string_view target, const Headers& headers, ByteView body, Millis within) {
  std::string request =
      fmt::format("POST {} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Length: {}\r\nConnection: close\r\n", target, port,
                  body.size());
  for (const auto& header : headers) request += fmt::format("{}: {}\r\n", header.name, header.value);
  request += "\r\n";
  request += body;
  const Heard heard = exchange(port, request, within);
  if (heard.end == Hangup::overran) {
    throw std::runtime_error(fmt::format("{} did not finish within {} ms: '{}'", target, within.count(), heard.bytes));
  }
  return parse_response(heard.bytes);
}

}  // namespace hookctl::test
