#include <doctest/doctest.h>

#include <csignal>
#include <exception>

#include "base/text.h"
#include "support/http_client.h"
#include "support/listener.h"

using namespace hookctl;
using namespace hookctl::test;

namespace {

/// Whether this machine lets one process watch the system calls of another.
bool can_trace() {
  try {
    return run({.argv = {"strace", "-f", "-o", "/dev/null", "true"}}).exit == 0;
  } catch (const std::exception&) {
    return false;
  }
}

/// What the system calls say about a log and the answers: how many 200s left, and how many of them had a record that
/// was written and synced since the answer before.
struct Order {
  int answers = 0;
  int after_sync = 0;
};

Order read_order(const std::string& trace) {
  enum class Record { none, written, synced };
  auto record = Record::none;
  Order order;
  for (const auto line : split(trace, '\n')) {
    const bool is_stdout = line.find("write(1,") != line.npos;
    if (!is_stdout && line.find(R"("{\"v\":1,\"type\":\"capture\")") != line.npos) record = Record::written;
    if (line.find("fdatasync") != line.npos && line.ends_with(" = 0") && record == Record::written) {
      record = Record::synced;
    }
    if (line.find("HTTP/1.1 200") == line.npos) continue;
    ++order.answers;
    if (record == Record::synced) ++order.after_sync;
    record = Record::none;
  }
  return order;
}

}  // namespace

TEST_CASE("sync order: each of 50 acknowledgements is sent after the fdatasync of its record") {
  if (!can_trace()) {
    MESSAGE("strace cannot trace here: the order of the system calls is not checked");
    return;
  }
  const Folder home;
  const auto trace = home.file("trace");
  auto program = listen_program(home, {"--sync", "disk"});
  const std::vector<std::string> strace = {
      "strace", "-f", "-s", "64", "-e", "trace=write,writev,sendto,sendmsg,fdatasync", "-o", trace};
  program.argv.insert(program.argv.begin(), strace.begin(), strace.end());
  program.environment["ASAN_OPTIONS"] = "detect_leaks=0";  // the search for leaks traces, too
  Listener listener(program);
  for (int i = 0; i < 50; ++i) CHECK(post(listener.port(), "/hook", {}, "x").status == 200);
  CHECK(listener.stop(SIGTERM) == Ending{.code = 0});

  const auto order = read_order(read_file(trace));
  CHECK(order.answers == 50);
  CHECK(order.after_sync == 50);
}
