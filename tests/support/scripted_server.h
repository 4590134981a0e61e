#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "base/bytes.h"
#include "base/clock.h"

namespace hookctl::test {

/// The server's side of one connection. Every call ends when the client closes or the server is destroyed.
class Peer {
 public:
  using Record = std::function<void(Bytes)>;

  Peer(int socket, Record record) : socket_(socket), record_(std::move(record)) {}

  /// Reads and records one request: its head and the body that Content-Length or `chunked` announces; what came, if it
  /// ends early.
  void read_request();
  /// Whether the system took all bytes.
  bool send(ByteView bytes);
  /// Waits `pause` before each byte.
  void drip(ByteView bytes, Millis pause);
  /// Waits until the client closes.
  void wait();
  /// Turns the close that follows into a reset.
  void reset();

  int socket() const { return socket_; }
  void record(Bytes request) { record_(std::move(request)); }

 private:
  int socket_;
  Record record_;
};

/// What a server does on one connection before it closes it.
using Play = std::function<void(Peer&)>;

Play reply(Bytes answer);                // reads the request, then answers
Play early(Bytes answer);                // answers without reading anything
Play drip(Bytes answer, Millis pause);   // reads the request, then answers byte by byte
Play endless(Bytes start, Bytes again);  // reads the request, then never stops answering
Play stall(Bytes start);                 // reads the request, sends a beginning, then nothing more
Play hang_up();                          // closes at once
Play reset();                            // reads the request, then resets the connection
Play silence();                          // never reads, never answers

/// A complete HTTP/1.1 response with a Content-Length.
Bytes response(int status, ByteView body);

/// An endpoint on 127.0.0.1 that acts a play for each connection in turn, and the last one for all further ones.
/// Connections are served side by side.
class ScriptedServer {
 public:
  explicit ScriptedServer(std::vector<Play> plays);
  ~ScriptedServer();
  ScriptedServer(const ScriptedServer&) = delete;
  ScriptedServer& operator=(const ScriptedServer&) = delete;

  std::uint16_t port() const { return port_; }
  /// `http://127.0.0.1:port` and the target.
  std::string url(std::string_view target) const;
  /// What was sent to it, a request each; recorded before the answer leaves.
  std::vector<Bytes> requests() const;

 private:
  void accept_all();
  void serve(int socket, const Play& play);

  std::vector<Play> plays_;
  int listener_;
  std::uint16_t port_ = 0;
  mutable std::mutex mutex_;
  std::vector<Bytes> requests_;
  std::set<int> open_;
  std::vector<std::thread> threads_;
  std::thread acceptor_;
};

}  // namespace hookctl::test
