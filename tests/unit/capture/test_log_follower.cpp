#include <doctest/doctest.h>

#include <filesystem>
#include <vector>

#include "capture/log_follower.h"
#include "support/files.h"
#include "support/folder.h"
#include "unit/inspector/logs.h"

namespace hookctl::capture {
namespace {

using test::capture_line;

/// What one look at a log finds: the numbers of captures, 0 for what cannot be read.
struct Look {
  Growth growth = Growth::none;
  std::vector<std::uint64_t> found = {};
  bool operator==(const Look&) const = default;
};

Look look(LogFollower& follower) {
  Look look;
  const auto growth = follower.read([&](LogPlace, Result<Record>&& record) {
    const auto* capture = record ? std::get_if<Capture>(&*record) : nullptr;
    look.found.push_back(capture != nullptr ? capture->seq : 0);
  });
  REQUIRE(growth);
  look.growth = *growth;
  return look;
}

}  // namespace

TEST_CASE("log follower: a log that is not there yet has no records, and then those that come") {
  const test::Folder home;
  LogFollower follower(home.file("log.jsonl"));
  CHECK(look(follower) == Look{});
  home.write("log.jsonl", capture_line(1) + capture_line(2));
  CHECK(look(follower) == Look{Growth::more, {1, 2}});
  CHECK(look(follower) == Look{});
  home.write("log.jsonl", capture_line(1) + capture_line(2) + capture_line(3));
  CHECK(look(follower) == Look{Growth::more, {3}});
}

TEST_CASE("log follower: a record counts once it is whole, with or without its newline") {
  const test::Folder home;
  const auto line = capture_line(1);
  home.write("log.jsonl", line.substr(0, line.size() / 2));
  LogFollower follower(home.file("log.jsonl"));
  CHECK(look(follower) == Look{});
  home.write("log.jsonl", line.substr(0, line.size() - 1));
  CHECK(look(follower) == Look{Growth::more, {1}});
  home.write("log.jsonl", line + "\n" + capture_line(2));
  CHECK(look(follower) == Look{Growth::more, {2}});
}

TEST_CASE("log follower: a line that cannot be read is told of, and the next one is read") {
  const test::Folder home;
  home.write("log.jsonl", "nonsense\n" + capture_line(2));
  LogFollower follower(home.file("log.jsonl"));
  CHECK(look(follower) == Look{Growth::more, {0, 2}});
}

TEST_CASE("log follower: a record longer than what is read at once arrives whole") {
  const test::Folder home;
  home.write("log.jsonl", capture_line(1, "gen_1", Bytes(9'000'000, 'a')) + capture_line(2));
  LogFollower follower(home.file("log.jsonl"));
  Look all;
  for (int looks = 0; looks < 8; ++looks) {
    for (const auto seq : look(follower).found) all.found.push_back(seq);
  }
  CHECK(all.found == std::vector<std::uint64_t>{1, 2});
}

TEST_CASE("log follower: a log that was cut or replaced begins anew") {
  const test::Folder home;
  const auto path = home.write("log.jsonl", capture_line(1) + capture_line(2));
  LogFollower follower(path);
  look(follower);
  home.write("log.jsonl", capture_line(7));
  CHECK(look(follower) == Look{Growth::replaced, {}});
  CHECK(look(follower) == Look{Growth::more, {7}});
  std::filesystem::rename(home.write("other.jsonl", capture_line(8) + capture_line(9)), path);
  CHECK(look(follower) == Look{Growth::replaced, {}});
  CHECK(look(follower) == Look{Growth::more, {8, 9}});
}

TEST_CASE("record reader: reads a record by its place, and says when it is not there any more") {
  const test::Folder home;
  const auto first = capture_line(1), second = capture_line(2);
  const auto path = home.write("log.jsonl", first + second);
  auto reader = RecordReader::open(path);
  REQUIRE(reader);
  const auto record = reader->record({first.size(), second.size() - 1});
  REQUIRE(record);
  CHECK(std::get<Capture>(*record).seq == 2);
  std::filesystem::resize_file(path, first.size());
  CHECK_FALSE(reader->record({first.size(), second.size() - 1}));
  CHECK_FALSE(RecordReader::open(home.file("missing.jsonl")));
}

}  // namespace hookctl::capture
