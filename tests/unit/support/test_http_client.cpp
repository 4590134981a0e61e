#include <doctest/doctest.h>
#include <fmt/format.h>

#include <system_error>

#include "support/http_client.h"
#include "support/process.h"

using namespace hookctl;
using namespace hookctl::test;
using namespace std::chrono_literals;

namespace {

/// A server of one connection: prints its port, reads up to the end of the body `ping`, sends `answer`, then does
/// `last`.
Process serve(const std::string& answer, const std::string& last) {
  constexpr auto server = R"(
import socket, struct, sys
listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
connection, _ = listener.accept()
request = b""
while not request.endswith(b"ping"): request += connection.recv(65536)
connection.sendall(sys.argv[1].encode())
if sys.argv[2] == "reset":
  connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
if sys.argv[2] == "hold": sys.stdin.read()
connection.close()
print(request.decode().replace("\r\n", "|"))
)";
  return Process{{.argv = {"python3", "-c", server, answer, last}}};
}

int port_of(Process& server) { return std::stoi(server.read_line(10s).value()); }

}  // namespace

TEST_CASE("http client: posts the bytes it is given and reads the response") {
  Process server = serve("HTTP/1.1 201 Created\r\nX-One: 1\r\nx-two:  b \r\n\r\nbody", "close");
  const int port = port_of(server);
  const Response response = post(port, "/hook?x=%0d", {{"X-Dup", "a"}, {"x-dup", "b"}}, "ping");
  CHECK(response == Response{.status = 201, .headers = {{"X-One", "1"}, {"x-two", "b"}}, .body = "body"});
  CHECK(server.read_line(5s) == fmt::format("POST /hook?x=%0d HTTP/1.1|Host: 127.0.0.1:{}|Content-Length: 4|"
                                            "Connection: close|X-Dup: a|x-dup: b||ping",
                                            port));
}

TEST_CASE("http client: tells a close from a reset and from silence") {
  Process closes = serve("bye", "close");
  const Heard closed = exchange(port_of(closes), "ping");
  CHECK(closed.bytes == "bye");
  CHECK(closed.end == Hangup::closed);

  Process resets = serve("", "reset");
  CHECK(exchange(port_of(resets), "ping").end == Hangup::reset);

  Process holds = serve("so far", "hold");
  const Heard overran = exchange(port_of(holds), "ping", 100ms);
  CHECK(overran.bytes == "so far");
  CHECK(overran.end == Hangup::overran);
}

TEST_CASE("http client: nobody there, and half a response, are errors") {
  CHECK_THROWS_AS(exchange(1, "ping"), std::system_error);
  Process cut = serve("HTTP/1.1 200 OK\r\nContent-Le", "close");
  CHECK_THROWS_AS(post(port_of(cut), "/", {}, "ping"), std::runtime_error);
}
