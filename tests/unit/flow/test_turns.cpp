#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "flow/turns.h"

using namespace hookctl;

namespace {

using namespace std::chrono_literals;

/// Captures 1, 2, 3 … at these times.
flow::Recordings captures_at(const std::vector<Micros>& times) {
  flow::Recordings all;
  for (const auto time : times) all.add({"log", {.seq = all.size() + 1, .at = Instant{time}}});
  return all;
}

flow::ReplayOptions paced(flow::Pace pace) {
  return {.endpoint = {}, .known = {}, .expect = {.status = *flow::Expectation::parse("2xx")}, .pace = pace};
}

/// The captures by their numbers, in the order they go out.
std::vector<std::uint64_t> order(const flow::Turns& turns) {
  std::vector<std::uint64_t> seqs;
  for (std::size_t i = 0; i < turns.size(); ++i) seqs.push_back(turns[i].recording + 1);
  return seqs;
}

std::vector<Micros> due(const flow::Turns& turns) {
  std::vector<Micros> times;
  for (std::size_t i = 0; i < turns.size(); ++i) times.push_back(turns[i].due);
  return times;
}

using Seqs = std::vector<std::uint64_t>;

}  // namespace

TEST_CASE("turns: copies follow each other, rounds follow each other, and each sending of a capture is counted") {
  const auto captures = captures_at({0s, 1s});
  const auto options = paced({.rounds = 2, .copies = 2});
  const flow::Turns turns(captures, options);
  CHECK(order(turns) == Seqs{1, 1, 2, 2, 1, 1, 2, 2});
  CHECK(turns[0].number == 1);
  CHECK(turns[5].number == 4);
  CHECK(turns[7].due == Micros{0});
}

TEST_CASE("turns: a rate is an absolute schedule without drift, also where it does not divide a second") {
  const auto captures = captures_at({0s});
  const auto options = paced({.rounds = 30'001, .rate = flow::Rate{3, 1s}});
  const flow::Turns turns(captures, options);
  CHECK(turns[1].due == 333'333us);
  CHECK(turns[2].due == 666'666us);
  CHECK(turns[3].due == 1s);
  CHECK(turns[30'000].due == 10'000s);
}

TEST_CASE("turns: the original pace keeps the pauses, in every round") {
  const auto captures = captures_at({5s, 7s, 7500ms});
  const auto options = paced({.rounds = 2, .as_recorded = true});
  const flow::Turns turns(captures, options);
  CHECK(due(turns) == std::vector<Micros>{0s, 2s, 2500ms, 2500ms, 4500ms, 5s});
}

TEST_CASE("turns: a seed draws the same order each time, another one another, and none is lost") {
  const auto captures = captures_at(std::vector<Micros>(20, 0s));
  const auto first = order(flow::Turns(captures, paced({.shuffle_seed = 1})));
  CHECK(order(flow::Turns(captures, paced({.shuffle_seed = 1}))) == first);
  CHECK(order(flow::Turns(captures, paced({.shuffle_seed = 2}))) != first);
  auto sorted = first;
  std::sort(sorted.begin(), sorted.end());
  CHECK(sorted == order(flow::Turns(captures, paced({}))));
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
