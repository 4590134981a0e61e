#include <doctest/doctest.h>
#include <fmt/format.h>

#include <atomic>
#include <condition_variable>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <mutex>
#include <set>
#include <stdexcept>
#include <thread>

#include "capture/log_reader.h"
#include "support/command.h"
#include "support/http_client.h"
#include "support/listen_process.h"

using namespace hookctl;
using namespace hookctl::test;
using namespace std::chrono_literals;

namespace {

constexpr int sender_count = 4;

/// Senders that post deliveries without a pause, each again and again until it is acknowledged.
class Senders {
 public:
  Senders() {
    for (int name = 0; name < sender_count; ++name) threads_.emplace_back([this, name] { send_all(name); });
  }
  ~Senders() {
    {
      const std::lock_guard lock(mutex_);
      done_ = true;
    }
    bell_.notify_all();
    for (auto& thread : threads_) thread.join();
  }

  /// Posts to this port from now on; to none, when it is 0.
  void post_to(int port) {
    const std::lock_guard lock(mutex_);
    port_ = port;
    bell_.notify_all();
  }

  /// The bodies that were answered with 200.
  std::set<Bytes> acknowledged() {
    const std::lock_guard lock(mutex_);
    return acknowledged_;
  }

 private:
  void send_all(int name) {
    for (int number = 0;; ++number) {
      const auto body = fmt::format(R"({{"id":"gen_{}_{}","status":"Ready"}})", name, number);
      while (!deliver(body)) {
        if (stopped()) return;
      }
    }
  }

  bool stopped() {
    std::unique_lock lock(mutex_);
    bell_.wait(lock, [this] { return done_ || port_ != 0; });
    return done_;
  }

  bool deliver(const Bytes& body) {
    if (stopped()) return false;
    try {
      if (post(port_, "/hook", {}, body).status != 200) return false;
    } catch (const std::exception&) {
      return false;  // the listener was killed before it answered
    }
    const std::lock_guard lock(mutex_);
    acknowledged_.insert(body);
    return true;
  }

  std::mutex mutex_;
  std::condition_variable bell_;
  std::atomic<int> port_ = 0;
  bool done_ = false;
  std::set<Bytes> acknowledged_;
  std::vector<std::thread> threads_;
};

/// How often the listener is killed: `HOOKCTL_KILLS`, or a few times.
int kills() {
  const char* text = std::getenv("HOOKCTL_KILLS");
  return text == nullptr ? 5 : std::atoi(text);
}

std::set<Bytes> bodies_in(const std::string& log) {
  const auto stored = capture::read_log(log);
  REQUIRE(stored);
  CHECK(stored->damage.empty());
  std::set<Bytes> bodies;
  for (const auto& capture : stored->captures) bodies.insert(capture.request.body);
  return bodies;
}

/// What a power cut leaves: a record that ends anywhere.
void tear(const std::string& log) { std::ofstream(log, std::ios::app | std::ios::binary) << R"({"v":1,"type":"capt)"; }

Finished list_captures(const Folder& home) { return run(test::hookctl(home, {"captures", "list"})); }

}  // namespace

TEST_CASE("kill -9: every acknowledged delivery is in the log, and the next listener mends a torn line") {
  const Folder home;
  const auto log = home.file("captures.jsonl");
  Senders senders;
  for (int kill = 0; kill < kills(); ++kill) {
    CAPTURE(kill);
    ListenProcess listener(home, {"--json"});
    CHECK(list_captures(home).exit == 0);
    senders.post_to(listener.port());
    const int deliveries = 20 + 13 * (kill % 7);  // killed at ever another moment
    for (int i = 0; i < deliveries; ++i) listener.next();
    CHECK(listener.stop(SIGKILL) == Ending{.signal = SIGKILL});
    senders.post_to(0);
    tear(log);
  }
  CHECK(list_captures(home).err.find("torn") != std::string::npos);

  ListenProcess last(home, {"--json"});
  CHECK(last.stop(SIGTERM) == Ending{.code = 0});
  CHECK(last.err().find("torn") != std::string::npos);
  const auto listed = list_captures(home);
  CHECK(listed.exit == 0);
  CHECK(listed.err == "");

  const auto stored = bodies_in(log);
  const auto acknowledged = senders.acknowledged();
  CHECK(acknowledged.size() >= 20);
  std::size_t missing = 0;
  for (const auto& body : acknowledged) missing += stored.contains(body) ? 0 : 1;
  CHECK(missing == 0);
  MESSAGE(fmt::format("{} kills: {} deliveries acknowledged, {} of them lost", kills(), acknowledged.size(), missing));
}
