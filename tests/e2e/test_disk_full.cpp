#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <set>

#include "capture/log_reader.h"
#include "support/http_client.h"
#include "support/listen_process.h"
#include "support/scripted_server.h"
#include "support/small_disk.h"
#include "support/soak.h"

namespace hookctl::test {
namespace {

using namespace std::chrono_literals;

/// From now on no file that the process writes may get larger.
void limit_file_size(pid_t pid, rlim_t bytes) {
  const rlimit limit{.rlim_cur = bytes, .rlim_max = RLIM_INFINITY};
  REQUIRE(prlimit(pid, RLIMIT_FSIZE, &limit, nullptr) == 0);
}

/// Posts deliveries of 1 KiB and remembers what became of them.
class Sender {
 public:
  explicit Sender(int port) : port_(port) {}

  int post_next() {
    auto body = fmt::format("{:01024}", next_++);
    const auto answer = post(port_, "/hook", {}, body);
    if (answer.status == 200) {
      acknowledged_.insert(std::move(body));
    } else {
      CHECK(answer.status == 503);
      CHECK(answer.headers.find("Retry-After") == "1");
    }
    return answer.status;
  }

  void post_until(int status, int most) {
    while (--most > 0 && post_next() != status) continue;
    REQUIRE(most > 0);
  }

  const std::set<Bytes>& acknowledged() const { return acknowledged_; }

 private:
  int port_;
  int next_ = 0;
  std::set<Bytes> acknowledged_ = {};
};

/// What the log holds, every line of which can be read.
std::multiset<Bytes> bodies_in(const std::string& path) {
  const auto log = capture::read_log(path);
  REQUIRE(log);
  CHECK(log->damage.empty());
  std::multiset<Bytes> bodies;
  for (const auto& capture : log->captures) bodies.insert(capture.request.body);
  return bodies;
}

}  // namespace

TEST_CASE("disk full: what cannot be stored is answered 503, and service is back with the space") {
  const Folder home;
  ListenProcess listen(home);
  const auto log = home.file("captures.jsonl");
  Sender sender(listen.port());
  CHECK(sender.post_next() == 200);

  const int rounds = short_or_soak(5, 100);
  for (int round = 0; round < rounds; ++round) {
    CAPTURE(round);
    const rlim_t room = 1'000 + 397 * (round % 20);  // full at ever another byte of a record
    limit_file_size(listen.pid(), std::filesystem::file_size(log) + room);
    sender.post_until(503, 100);
    CHECK(sender.post_next() == 503);
    CHECK(read_file(log).ends_with("}\n"));
    limit_file_size(listen.pid(), RLIM_INFINITY);
    CHECK(sender.post_next() == 200);
  }
  CHECK(listen.stop(SIGTERM) == Ending{.code = 0});
  CHECK(listen.err().find("File too large") != std::string::npos);
  CHECK(listen.err().find("records are stored again") != std::string::npos);
  CHECK((bodies_in(log) == std::multiset<Bytes>(sender.acknowledged().begin(), sender.acknowledged().end())));
}

TEST_CASE("disk full: on a small disk that others fill and free, every 200 has a whole record") {
  const Folder home;
  const SmallDisk disk(home.path(), short_or_soak("512k", "4m"));
  if (!disk.is_mounted()) {
    MESSAGE("this process may not mount a tmpfs: a disk that is really full is not tested");
    return;
  }
  ListenProcess listen(home);
  Sender sender(listen.port());
  CHECK(sender.post_next() == 200);
  for (int round = 0; round < 3; ++round) {
    CAPTURE(round);
    const auto room = std::filesystem::space(home.path()).available;
    const auto filler = home.write("filler", std::string(room / 2, 'x'));
    sender.post_until(503, 10'000);
    std::filesystem::remove(filler);
    const auto freed = std::chrono::steady_clock::now();
    sender.post_until(200, 1'000);
    CHECK(std::chrono::steady_clock::now() - freed < 1s);
  }
  CHECK(listen.stop(SIGTERM) == Ending{.code = 0});
  CHECK(listen.err().find("No space left on device") != std::string::npos);
  const auto stored = bodies_in(home.file("captures.jsonl"));
  CHECK((stored == std::multiset<Bytes>(sender.acknowledged().begin(), sender.acknowledged().end())));
}

TEST_CASE("disk full: an app's answer passes although its outcome cannot be stored, and the outcome follows later") {
  const Folder home;
  const ScriptedServer app({reply(response(202, "done"))});
  ListenProcess listen(home, {"--json", "--forward-to", app.url("")});
  const auto log = home.file("captures.jsonl");
  const auto measured = [&](const Bytes& body) {
    const auto before = std::filesystem::file_size(log);
    CHECK(post(listen.port(), "/hook", {}, body).status == 202);
    return std::filesystem::file_size(log) - before;
  };
  const auto capture_and_outcome = measured("0");
  limit_file_size(listen.pid(), std::filesystem::file_size(log) + capture_and_outcome - 10);
  CHECK(post(listen.port(), "/hook", {}, "1").status == 202);
  CHECK(post(listen.port(), "/hook", {}, "2").status == 503);
  CHECK(app.requests().size() == 2);
  const auto full = capture::read_log(log);
  REQUIRE(full);
  REQUIRE(full->captures.size() == 2);
  CHECK_FALSE(full->captures[1].response);

  limit_file_size(listen.pid(), RLIM_INFINITY);
  CHECK(post(listen.port(), "/hook", {}, "3").status == 202);
  CHECK(listen.stop(SIGTERM) == Ending{.code = 0});
  const auto freed = capture::read_log(log);
  REQUIRE(freed);
  CHECK(freed->damage.empty());
  REQUIRE(freed->captures.size() == 3);
  for (const auto& capture : freed->captures) {
    CAPTURE(capture.request.body);
    REQUIRE(capture.response);
    CHECK(capture.response->status == 202);
  }
}

}  // namespace hookctl::test
