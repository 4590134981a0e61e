#include <doctest/doctest.h>
#include <fmt/format.h>

#include <csignal>

#include "capture/log_reader.h"
#include "support/http_client.h"
#include "support/joined.h"
#include "support/listen_process.h"
#include "support/soak.h"
#include "support/strace.h"

namespace hookctl::test {
namespace {

/// What the disk answers to the system calls of the log, in strace's words: `when=3..6` are the third to sixth call.
using Faults = std::vector<std::string>;

ListenProcess listen_on_failing_disk(const Folder& home, const Faults& faults) {
  std::vector<std::string> options = {"-o", "/dev/null", "-P", home.file("captures.jsonl")};
  options = joined(options, {"-e", "trace=write,fdatasync,ftruncate"});
  for (const auto& fault : faults) options = joined(options, {"-e", "inject=" + fault});
  return ListenProcess(traced(listen_program(home, {"--json"}), options));
}

}  // namespace

TEST_CASE("disk faults: whatever call fails, a 200 has a whole record and everything else is a 503") {
  if (!can_trace()) {
    MESSAGE("strace cannot inject faults here: a failing disk is not tested");
    return;
  }
  const Faults disks[] = {
      {"fdatasync:error=EIO:when=3..6"},
      {"fdatasync:error=ENOSPC:when=2+3"},
      {"write:error=EIO:when=3..6"},
      {"write:error=ENOSPC:when=2+2"},
      {"fdatasync:error=EIO:when=3..6", "ftruncate:error=EIO:when=1..3"},
      {"fdatasync:error=EIO:when=4", "write:error=EDQUOT:when=6..8", "ftruncate:error=EIO:when=1"},
  };
  const int count = short_or_soak(12, 500);
  for (const auto& faults : disks) {
    CAPTURE(faults.front());
    const Folder home;
    auto listen = listen_on_failing_disk(home, faults);
    std::vector<Bytes> acknowledged;
    int refused = 0;
    for (int i = 0; i < count; ++i) {
      const auto body = fmt::format("delivery {}", i);
      const auto answer = post(listen.port(), "/hook", {}, body);
      if (answer.status == 200) {
        acknowledged.push_back(body);
      } else {
        CHECK(answer.status == 503);
        CHECK(answer.headers.find("Retry-After") == "1");
        ++refused;
      }
    }
    CHECK(refused > 0);
    CHECK(acknowledged.size() > 1);
    CHECK(listen.stop(SIGTERM) == Ending{.code = 0});

    const auto log = capture::read_log(home.file("captures.jsonl"));
    REQUIRE(log);
    CHECK(log->damage.empty());
    std::vector<Bytes> stored;
    for (const auto& capture : log->captures) stored.push_back(capture.request.body);
    CHECK((stored == acknowledged));
    CHECK(log->captures.back().seq == acknowledged.size());
  }
}

}  // namespace hookctl::test
