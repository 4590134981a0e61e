#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "inspector/search.h"
#include "support/folder.h"
#include "unit/inspector/logs.h"

namespace hookctl::inspector {
namespace {

using test::capture_line;
using Positions = std::vector<std::uint32_t>;

/// A shelf of a log once so many of its records are known.
struct Known {
  explicit Known(std::string_view text) { home.write("log.jsonl", text); }

  void wait_for(std::uint64_t records, std::uint64_t edition = 0) const {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    for (auto extent = shelf.extent(); extent.edition < edition || extent.records < records; extent = shelf.extent()) {
      REQUIRE(std::chrono::steady_clock::now() < end);
      std::this_thread::yield();
    }
  }

  Positions find(const Query& query, const Window& window = {}) {
    const auto slice = search.find(query, window);
    REQUIRE(slice);
    return slice->positions;
  }

  test::Folder home = {};
  SystemClock clock = {};
  Shelf shelf{home.file("log.jsonl"), clock};
  Search search{shelf};
};

}  // namespace

TEST_CASE("search: texts and conditions find captures, the oldest first") {
  Known known(capture_line(1, "gen_1", R"({"prompt":"Ein Löwe"})") + capture_line(2, "gen_2", R"({"a":2})", "/other") +
              capture_line(3, "gen_1") + test::outcome_line(3, 502));
  known.wait_for(4);
  struct Case {
    Query query;
    Positions found;
  };
  const std::vector<Case> cases{{{}, {0, 1, 2}},
                                {{.text = "OTHER"}, {1}},
                                {{.text = "ein löwe"}, {0}},
                                {{.text = "x-env"}, {0, 1, 2}},
                                {{.text = "nowhere"}, {}},
                                {{.where = "id=gen_1"}, {0, 2}},
                                {{.where = "path=/o*"}, {1}},
                                {{.where = "header:X-Env=prod,json:/a=2"}, {1}},
                                {{.text = "gen_1", .where = "json:/a=1.10"}, {2}},
                                {{.where = "answer=502"}, {2}},
                                {{.text = "gen_1", .where = "answer=502"}, {2}}};
  for (const auto& [query, found] : cases) {
    CAPTURE(query.text);
    CAPTURE(query.where);
    CHECK(known.find(query) == found);
  }
}

TEST_CASE("search: a window is counted from the oldest, from the newest, or from a capture") {
  std::string log;
  for (std::uint64_t seq = 1; seq <= 6; ++seq) log += capture_line(seq, seq % 2 == 0 ? "even" : "odd");
  Known known(log);
  known.wait_for(6);
  CHECK(known.find({}, {.from = 4}) == Positions{4, 5});
  CHECK(known.find({}, {.from = 1, .limit = 2}) == Positions{1, 2});
  CHECK(known.find({}, {.skip = 0, .limit = 2}) == Positions{4, 5});
  CHECK(known.find({}, {.skip = 5, .limit = 9}) == Positions{0});
  CHECK(known.find({}, {.skip = 50}) == Positions{});
  CHECK(known.find({.where = "id=even"}, {.after = "01JDA7ZZZZZZZZZZZZZZZZZ003"}) == Positions{3, 5});
  CHECK_FALSE(known.search.find({}, {.after = "01JDA7ZZZZZZZZZZZZZZZZZ999"}));
  CHECK_FALSE(known.search.find({.where = "nonsense"}, {}));
}

TEST_CASE("search: what comes later is found, too, and a new log has nothing of the old one") {
  Known known(capture_line(1));
  known.wait_for(1);
  const Query query{.text = "gen_1"};
  CHECK(known.find(query) == Positions{0});
  std::ofstream(known.home.file("log.jsonl"), std::ios::app) << capture_line(2);
  known.wait_for(2);
  CHECK(known.find(query) == Positions{0, 1});
  std::filesystem::rename(known.home.write("new.jsonl", capture_line(3, "gen_3")), known.home.file("log.jsonl"));
  known.wait_for(1, 1);
  CHECK(known.find(query).empty());
}

TEST_CASE("rows: attempts of one event belong together, and an outcome to its capture") {
  Known known(capture_line(1, "gen_1") + capture_line(2, "gen_2") + capture_line(3, "gen_1") +
              test::outcome_line(1, 500) + "nonsense\n");
  known.wait_for(5);
  known.shelf.read([](const Rows& rows, Extent) {
    CHECK(rows.attempts_of(2) == Positions{0, 2});
    CHECK(rows.attempts_of(1) == Positions{1});
    CHECK(rows.captures()[0].capture.response->status == 500);
    CHECK(rows.captures()[0].body_size == 10);
    CHECK(rows.damaged() == 1);
    CHECK(rows.by_record().size() == 5);
    CHECK(rows.by_record()[3] == 0);
  });
}

}  // namespace hookctl::inspector
