#include <doctest/doctest.h>
#include <sys/resource.h>

#include <csignal>
#include <filesystem>

#include "capture/log_reader.h"
#include "support/http_client.h"
#include "support/listener.h"

using namespace hookctl;
using namespace hookctl::test;

namespace {

/// From now on no file that the process writes may get larger.
void limit_file_size(pid_t pid, rlim_t bytes) {
  const rlimit limit{.rlim_cur = bytes, .rlim_max = RLIM_INFINITY};
  REQUIRE(prlimit(pid, RLIMIT_FSIZE, &limit, nullptr) == 0);
}

}  // namespace

TEST_CASE("disk full: what cannot be stored is answered 503, and service is back with the space") {
  const Folder home;
  Listener listener(home);
  const auto log = home.file("captures.jsonl");
  CHECK(post(listener.port(), "/hook", {}, "first").status == 200);

  limit_file_size(listener.pid(), std::filesystem::file_size(log) + 100);
  for (int attempt = 0; attempt < 2; ++attempt) {
    const auto refused = post(listener.port(), "/hook", {}, "no room");
    CHECK(refused.status == 503);
    CHECK(refused.headers.find("Retry-After") == "1");
    CHECK(read_file(log).ends_with("}\n"));
  }
  CHECK(run(test::hookctl(home, {"captures", "list"})).exit == 0);

  limit_file_size(listener.pid(), RLIM_INFINITY);
  CHECK(post(listener.port(), "/hook", {}, "second").status == 200);
  CHECK(listener.stop(SIGTERM) == Ending{.code = 0});
  CHECK(listener.process().err().find("File too large") != std::string::npos);

  const auto stored = capture::read_log(log);
  REQUIRE(stored);
  CHECK(stored->damage.empty());
  REQUIRE(stored->captures.size() == 2);
  CHECK(stored->captures[0].request.body == "first");
  CHECK(stored->captures[1].request.body == "second");
  CHECK(stored->captures[1].seq == 2);
}
