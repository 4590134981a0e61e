#include <doctest/doctest.h>
#include <fmt/format.h>

#include <csignal>

#include "base/text.h"
#include "support/http_client.h"
#include "support/joined.h"
#include "support/listen_process.h"
#include "support/raw_client.h"
#include "support/scripted_server.h"
#include "support/soak.h"
#include "support/strace.h"

namespace hookctl::test {
namespace {

constexpr std::string_view delivery = "POST /hook HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nx";
constexpr std::string_view last_of_answer = "\r\n\r\n";  // it has no body

int count_of(std::string_view text, std::string_view what) {
  int count = 0;
  for (auto at = text.find(what); at != text.npos; at = text.find(what, at + what.size())) ++count;
  return count;
}

/// What the system calls say of the answers: how many 200s left, and how many of them while fewer records of a type had
/// been written and synced than there were answers.
struct Order {
  int answers = 0;
  int early = 0;
  bool operator==(const Order&) const = default;
};

Order read_order(const std::string& trace, std::string_view type) {
  const auto record = fmt::format(R"({{\"v\":1,\"type\":\"{}\")", type);
  int written = 0;
  int synced = 0;
  Order order;
  for (const auto line : split(trace, '\n')) {
    if (line.find("write(1,") != line.npos) continue;  // what it tells its user
    written += count_of(line, record);
    if (line.find("fdatasync") != line.npos && line.ends_with(" = 0")) synced = written;
    const int answers = count_of(line, "HTTP/1.1 200");
    order.answers += answers;
    if (answers > 0 && order.answers > synced) ++order.early;
  }
  return order;
}

/// The system calls of a listener while it got deliveries. Without a ring, as what is sent through one cannot be seen.
std::string trace_of(const std::vector<std::string>& options, int count, void (*deliver)(int port, int count)) {
  const Folder home;
  const auto trace = home.file("trace");
  ListenProcess listen(traced(listen_program(home, joined({"--json", "--sync", "disk"}, options)),
                              {"-s", "1000000", "-e", "trace=write,writev,sendto,sendmsg,fdatasync,io_uring_setup",
                               "-e", "inject=io_uring_setup:error=ENOSYS", "-o", trace}));
  deliver(listen.port(), count);
  CHECK(listen.stop(SIGTERM) == Ending{.code = 0});
  return read_file(trace);
}

void on_connections_of_their_own(int port, int count) {
  for (int i = 0; i < count; ++i) CHECK(post(port, "/hook", {}, "x").status == 200);
}

void on_one_connection(int port, int count) {
  const RawClient client(static_cast<std::uint16_t>(port));
  for (int i = 0; i < count; ++i) {
    REQUIRE(client.send(delivery));
    CHECK(client.receive_until(last_of_answer).starts_with("HTTP/1.1 200 "));
  }
}

void pipelined(int port, int count) {
  const RawClient client(static_cast<std::uint16_t>(port));
  std::string all;
  for (int i = 0; i < count; ++i) all += delivery;
  REQUIRE(client.send(all));
  std::string heard;
  while (count_of(heard, last_of_answer) < count) {
    const auto piece = client.receive();
    REQUIRE_FALSE(piece.empty());
    heard += piece;
  }
  CHECK(count_of(heard, "HTTP/1.1 200 ") == count);
}

void many_at_once(int port, int count) {
  std::vector<RawClient> clients;
  for (int i = 0; i < count; ++i) clients.emplace_back(static_cast<std::uint16_t>(port));
  for (const auto& client : clients) REQUIRE(client.send(delivery));
  for (const auto& client : clients) CHECK(client.receive_until(last_of_answer).starts_with("HTTP/1.1 200 "));
}

struct Way {
  const char* name;
  void (*deliver)(int port, int count);
};

constexpr Way ways[] = {{"on connections of their own", on_connections_of_their_own},
                        {"on one connection", on_one_connection},
                        {"pipelined", pipelined},
                        {"many at once", many_at_once}};

}  // namespace

TEST_CASE("sync order: every acknowledgement leaves after the fdatasync of its record, however deliveries come") {
  if (!can_trace()) {
    MESSAGE("strace cannot trace here: the order of the system calls is not checked");
    return;
  }
  const int count = short_or_soak(50, 1'000);
  for (const auto& [name, deliver] : ways) {
    CAPTURE(name);
    CHECK(read_order(trace_of({}, count, deliver), "capture") == Order{.answers = count});
  }
}

TEST_CASE("sync order: an app's 200 passes after the fdatasync of the capture and of the outcome") {
  if (!can_trace()) {
    MESSAGE("strace cannot trace here: the order of the system calls is not checked");
    return;
  }
  const int count = short_or_soak(50, 1'000);
  const ScriptedServer app({reply("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")});
  for (const auto& [name, deliver] : ways) {
    CAPTURE(name);
    const auto trace = trace_of({"--forward-to", app.url("")}, count, deliver);
    CHECK(read_order(trace, "capture") == Order{.answers = count});
    CHECK(read_order(trace, "outcome") == Order{.answers = count});
  }
}

}  // namespace hookctl::test
