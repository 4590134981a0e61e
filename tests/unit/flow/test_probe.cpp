#include <doctest/doctest.h>

#include "flow/probe.h"

using namespace hookctl;
using namespace std::chrono_literals;

namespace {

/// A probe that counts these, one after the other, and the last one for ever.
flow::Probe counting(std::vector<std::int64_t> counts) {
  return {.count = [counts, next = std::size_t{0}]() mutable -> Result<std::int64_t> {
            return counts[std::min(next++, counts.size() - 1)];
          },
          .settle = 300ms};
}

}  // namespace

TEST_CASE("probe: a count is a whole number, alone or at a place in JSON") {
  struct Case {
    std::string output;
    std::string pointer;
    std::int64_t count;
  };
  const Case cases[] = {{"3", "", 3},
                        {"  12\n", "", 12},
                        {"-1\r\n", "", -1},
                        {R"({"orders":{"total":7}})", "/orders/total", 7},
                        {"[{\"n\":\"8\"}]\n", "/0/n", 8}};
  for (const auto& [output, pointer, count] : cases) {
    CAPTURE(output);
    const auto read = flow::count_in(output, pointer);
    REQUIRE(read);
    CHECK(*read == count);
  }
  for (const auto& [output, pointer] : {std::pair{"", ""}, {"3 rows", ""}, {"1.5", ""}, {"{}", "/n"}, {"x", "/n"}}) {
    CAPTURE(output);
    CHECK_FALSE(flow::count_in(output, pointer));
  }
}

TEST_CASE("probe: an expected difference is a number, or a place and a number") {
  CHECK(flow::parse_probe_delta("1")->count == 1);
  CHECK(flow::parse_probe_delta("0")->pointer == "");
  const auto placed = flow::parse_probe_delta("/orders/a=b=2");
  REQUIRE(placed);
  CHECK(placed->pointer == "/orders/a=b");
  CHECK(placed->count == 2);
  for (const auto* wrong : {"", "one", "/orders", "/orders=", "orders=1", "1.5"})
    CHECK_FALSE(flow::parse_probe_delta(wrong));
}

TEST_CASE("probe: an app has time to settle, and more of it while something is missing") {
  VirtualClock clock{Instant{}};
  const auto once = flow::probed_after(counting({4}), {.before = 3, .expected = 1}, clock, {});
  CHECK(once->ok());
  CHECK(clock.now() == Instant{300ms});
  const auto later = flow::probed_after(counting({3, 3, 4}), {.before = 3, .expected = 1}, clock, {});
  CHECK(later->ok());
  CHECK(clock.now() == Instant{800ms});
  const auto never = flow::probed_after(counting({3}), {.before = 3, .expected = 1}, clock, {});
  CHECK(objection_to(*never) == "the side effect happened 0 times, once expected");
  CHECK(clock.now() == Instant{6100ms});
}

TEST_CASE("probe: what happened too often is said, and without an expectation nothing is") {
  CHECK(flow::objection_to({.before = 3, .after = 5, .expected = 1}) ==
        "the side effect happened 2 times, once expected");
  CHECK(flow::objection_to({.before = 3, .after = 5, .expected = 2}) == "");
  CHECK(flow::objection_to({.before = 3, .after = 5}) == "");
}
