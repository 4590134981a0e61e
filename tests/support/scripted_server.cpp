#include "support/scripted_server.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "base/text.h"

namespace hookctl::test {
namespace {

/// Whether the bytes are a head and all of the body it announces.
bool is_whole_request(ByteView bytes) {
  const auto end = bytes.find("\r\n\r\n");
  if (end == bytes.npos) return false;
  std::size_t length = 0;
  for (const auto line : split(bytes.substr(0, end), '\n')) {
    const auto colon = line.find(':');
    if (colon == line.npos) continue;
    const auto value = trim(line.substr(colon + 1));
    if (iequals(line.substr(0, colon), "Transfer-Encoding")) return bytes.ends_with("\r\n0\r\n\r\n");
    if (iequals(line.substr(0, colon), "Content-Length")) {
      std::from_chars(value.data(), value.data() + value.size(), length);
    }
  }
  return bytes.size() >= end + 4 + length;
}

/// Whether the client closed within the time; -1 waits without end.
bool client_closes(int socket, int timeout_ms) {
  pollfd wanted{socket, POLLRDHUP, 0};
  return poll(&wanted, 1, timeout_ms) != 0;
}

}  // namespace

void Peer::read_request() {
  Bytes request;
  char buffer[65536];
  while (!is_whole_request(request)) {
    const auto count = recv(socket_, buffer, sizeof buffer, 0);
    if (count <= 0) break;
    request.append(buffer, static_cast<std::size_t>(count));
  }
  record_(std::move(request));
}

bool Peer::send(ByteView bytes) {
  while (!bytes.empty()) {
    const auto count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

void Peer::drip(ByteView bytes, Millis pause) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (client_closes(socket_, static_cast<int>(pause.count())) || !send(bytes.substr(i, 1))) return;
  }
}

void Peer::wait() { client_closes(socket_, -1); }

void Peer::reset() {
  const linger at_once{1, 0};
  setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

Play reply(Bytes answer) {
  return [answer = std::move(answer)](Peer& peer) {
    peer.read_request();
    peer.send(answer);
  };
}

Play early(Bytes answer) {
  return [answer = std::move(answer)](Peer& peer) { peer.send(answer); };
}

Play drip(Bytes answer, Millis pause) {
  return [answer = std::move(answer), pause](Peer& peer) {
    peer.read_request();
    peer.drip(answer, pause);
  };
}

Play endless(Bytes start, Bytes again) {
  return [start = std::move(start), again = std::move(again)](Peer& peer) {
    peer.read_request();
    for (bool taken = peer.send(start); taken;) taken = peer.send(again);
  };
}

Play stall(Bytes start) {
  return [start = std::move(start)](Peer& peer) {
    peer.read_request();
    peer.send(start);
    peer.wait();
  };
}

Play hang_up() {
  return [](Peer&) {};
}

Play reset() {
  return [](Peer& peer) {
    peer.read_request();
    peer.reset();
  };
}

Play silence() {
  return [](Peer& peer) { peer.wait(); };
}

Bytes response(int status, ByteView body) {
  return fmt::format("HTTP/1.1 {} Scripted\r\nContent-Length: {}\r\n\r\n{}", status, body.size(), body);
}

ScriptedServer::ScriptedServer(std::vector<Play> plays) : plays_(std::move(plays)) {
  listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const where = reinterpret_cast<sockaddr*>(&address);
  if (bind(listener_, where, size) != 0 || listen(listener_, SOMAXCONN) != 0 ||
      getsockname(listener_, where, &size) != 0) {
    throw std::runtime_error("cannot listen on 127.0.0.1");
  }
  port_ = ntohs(address.sin_port);
  acceptor_ = std::thread([this] { accept_all(); });
}

ScriptedServer::~ScriptedServer() {
  shutdown(listener_, SHUT_RDWR);
  acceptor_.join();
  {
    const std::lock_guard lock(mutex_);
    for (const int socket : open_) shutdown(socket, SHUT_RDWR);
  }
  for (auto& thread : threads_) thread.join();
  close(listener_);
}

std::string ScriptedServer::url(std::string_view target) const {
  return fmt::format("http://127.0.0.1:{}{}", port_, target);
}

std::vector<Bytes> ScriptedServer::requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

void ScriptedServer::accept_all() {
  for (std::size_t index = 0;; ++index) {
    const int socket = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket < 0) return;
    const std::lock_guard lock(mutex_);
    open_.insert(socket);
    threads_.emplace_back([this, socket, &play = plays_[std::min(index, plays_.size() - 1)]] { serve(socket, play); });
  }
}

void ScriptedServer::serve(int socket, const Play& play) {
  Peer peer(socket, [this](Bytes request) {
    const std::lock_guard lock(mutex_);
    requests_.push_back(std::move(request));
  });
  play(peer);
  const std::lock_guard lock(mutex_);
  open_.erase(socket);
  close(socket);
}

}  // namespace hookctl::test
