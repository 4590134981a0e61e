#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "flow/turns.h"

using namespace hookctl;
using flow::Recorded;

namespace {

using namespace std::chrono_literals;

/// Captures 1, 2, 3 … at these times.
std::vector<Recorded> captures_at(const std::vector<Micros>& times) {
  std::vector<Recorded> all;
  for (const auto time : times) all.push_back({"log", {.seq = all.size() + 1, .at = Instant{time}}});
  return all;
}

flow::ReplayOptions paced(flow::Pace pace) {
  return {.endpoint = {}, .known = {}, .expect = {.status = *flow::Expectation::parse("2xx")}, .pace = pace};
}

/// The captures by their numbers, in the order they go out.
std::vector<std::uint64_t> order(const std::vector<flow::Turn>& turns) {
  std::vector<std::uint64_t> seqs;
  for (const auto& turn : turns) seqs.push_back(turn.recorded->capture.seq);
  return seqs;
}

std::vector<Micros> due(const std::vector<flow::Turn>& turns) {
  std::vector<Micros> times;
  for (const auto& turn : turns) times.push_back(turn.due);
  return times;
}

using Seqs = std::vector<std::uint64_t>;

}  // namespace

TEST_CASE("turns: copies follow each other, rounds follow each other, and each sending of a capture is counted") {
  const auto captures = captures_at({0s, 1s});
  const auto turns = flow::turns_of(captures, paced({.rounds = 2, .copies = 2}));
  CHECK(order(turns) == Seqs{1, 1, 2, 2, 1, 1, 2, 2});
  CHECK(turns[0].number == 1);
  CHECK(turns[5].number == 4);
  CHECK(turns.back().due == Micros{0});
}

TEST_CASE("turns: a rate is an absolute schedule without drift, also where it does not divide a second") {
  const auto captures = captures_at({0s});
  const auto turns = flow::turns_of(captures, paced({.rounds = 30'001, .rate = flow::Rate{3, 1s}}));
  CHECK(turns[1].due == 333'333us);
  CHECK(turns[2].due == 666'666us);
  CHECK(turns[3].due == 1s);
  CHECK(turns[30'000].due == 10'000s);
}

TEST_CASE("turns: the original pace keeps the pauses, in every round") {
  const auto captures = captures_at({5s, 7s, 7500ms});
  const auto turns = flow::turns_of(captures, paced({.rounds = 2, .as_recorded = true}));
  CHECK(due(turns) == std::vector<Micros>{0s, 2s, 2500ms, 2500ms, 4500ms, 5s});
}

TEST_CASE("turns: a seed draws the same order each time, another one another, and none is lost") {
  const auto captures = captures_at(std::vector<Micros>(20, 0s));
  const auto first = order(flow::turns_of(captures, paced({.shuffle_seed = 1})));
  CHECK(order(flow::turns_of(captures, paced({.shuffle_seed = 1}))) == first);
  CHECK(order(flow::turns_of(captures, paced({.shuffle_seed = 2}))) != first);
  auto sorted = first;
  std::sort(sorted.begin(), sorted.end());
  CHECK(sorted == order(flow::turns_of(captures, paced({}))));
  CHECK(sorted != first);
}

TEST_CASE("turns: rates are read per second, minute and hour") {
  CHECK(flow::parse_rate("600/m")->count == 600);
  CHECK(flow::parse_rate("600/m")->span == Micros(60s));
  CHECK(flow::parse_rate("5/h")->span == Micros(3600s));
  for (const char* text : {"", "10", "/s", "0/s", "10/d", "1.5/s", "10/s ", "-1/s"}) {
    CAPTURE(std::string(text));
    CHECK_FALSE(flow::parse_rate(text));
  }
}
