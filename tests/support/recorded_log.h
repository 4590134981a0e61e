#pragma once

#include <fmt/format.h>

#include <chrono>
#include <string>
#include <vector>

#include "capture/encode.h"
#include "support/command.h"
#include "support/folder.h"
#include "support/joined.h"
#include "support/process.h"

namespace hookctl::test {

/// A folder with the log `hooks.jsonl`: this many deliveries, a quarter of a second apart.
class RecordedLog {
 public:
  explicit RecordedLog(int count) {
    std::string log;
    for (int i = 1; i <= count; ++i) {
      capture::append_record(log,
                             capture::Capture{.id = fmt::format("01JDA7ZZZZZZZZZZZZZZZZZ{:03}", i),
                                              .seq = static_cast<std::uint64_t>(i),
                                              .at = Instant{i * Millis{250}},
                                              .request = {.target = fmt::format("/hook/{}?a=1", i),
                                                          .headers = {{"Host", "old.example"},
                                                                      {"X-First", "1"},
                                                                      {"x-BFL-signature", "sha256=00"},
                                                                      {"Content-Length", "48"},
                                                                      {"X-Last", "2"}},
                                                          .body = R"({"id": "gen_1", "status": "Ready", "cost": 1.10})",
                                                          .framing = Framing::length}});
    }
    home.write("hooks.jsonl", log);
  }

  Finished replay(const std::vector<std::string>& arguments) const {
    return run(hookctl(home, joined({"replay"}, arguments)));
  }

  Folder home = {};
};

}  // namespace hookctl::test
