#include <doctest/doctest.h>

#include <fstream>

#include "capture/encode.h"
#include "flow/recordings.h"
#include "support/folder.h"
#include "support/memory.h"

namespace hookctl::test {
namespace {

using capture::Capture;

const auto all = [](const Capture&) { return true; };

/// Captures 1, 2, 3 … with bodies of this size, a second apart.
std::string write_log(const Folder& home, int count, std::size_t body_size) {
  std::ofstream file(home.file("hooks.jsonl"), std::ios::binary);
  for (int i = 1; i <= count; ++i) {
    std::string line;
    capture::append_record(line, Capture{.id = "01JDA7ZZZZZZZZZZZZZZZZZZZ" + std::to_string(i % 10),
                                         .seq = static_cast<std::uint64_t>(i),
                                         .at = Instant{std::chrono::seconds(i)},
                                         .request = {.body = Bytes(body_size, 'x')},
                                         .response = capture::Answered{}});
    file << line;
  }
  return home.file("hooks.jsonl");
}

}  // namespace

TEST_CASE("recordings: captures of a log and those at hand stand in the order they were added in") {
  const Folder home;
  const auto path = write_log(home, 3, 5);
  flow::Recordings recordings;
  recordings.add({"memory", {.seq = 9, .at = Instant{Micros{7}}}});
  REQUIRE(recordings.add(capture::parse_selector(path + "#2-3"), all));
  REQUIRE(recordings.add(capture::parse_selector(path), [](const Capture& each) { return each.seq == 1; }));
  REQUIRE(recordings.size() == 4);
  std::vector<std::uint64_t> seqs;
  for (std::size_t i = 0; i < recordings.size(); ++i) seqs.push_back(recordings.read(i)->capture.seq);
  CHECK(seqs == std::vector<std::uint64_t>{9, 2, 3, 1});
  CHECK(recordings.read(0)->file == "memory");
  CHECK(recordings.read(1)->file == path);
  CHECK(recordings.at(0) == Instant{Micros{7}});
  CHECK(recordings.at(2) == Instant{std::chrono::seconds(3)});
}

TEST_CASE("recordings: what is not in a log is an error") {
  const Folder home;
  const auto path = write_log(home, 3, 5);
  flow::Recordings recordings;
  CHECK_FALSE(recordings.add(capture::parse_selector(path + "#4"), all));
  CHECK_FALSE(recordings.add({.path = home.file("none")}, all));
}

TEST_CASE("recordings: a log is never held in memory") {
  if (!memory_is_measurable) return;
  const Folder home;
  const auto path = write_log(home, 64, 1'500'000);
  const MemoryGrowth growth;
  flow::Recordings recordings;
  REQUIRE(recordings.add({.path = path}, all));
  for (std::size_t i = 0; i < recordings.size(); ++i)
    REQUIRE(recordings.read(i)->capture.request.body.size() == 1'500'000);
  CHECK(growth.bytes() < 32 * 1024 * 1024);
}

}  // namespace hookctl::test
