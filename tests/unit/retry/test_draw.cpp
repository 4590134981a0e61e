#include <doctest/doctest.h>

#include "provider/catalogue.h"
#include "retry/draw.h"
#include "retry/schedule.h"

using namespace hookctl;

TEST_CASE("draw: the same for the same seed, delivery and retry, another for any other") {
  CHECK(retry::draw(1, 2, 3) == retry::draw(1, 2, 3));
  CHECK(retry::draw(1, 2, 3) != retry::draw(2, 2, 3));
  CHECK(retry::draw(1, 2, 3) != retry::draw(1, 3, 3));
  CHECK(retry::draw(1, 2, 3) != retry::draw(1, 2, 4));
}

TEST_CASE("draw: of every row with jitter no retry of 10,000 seeds is out of bounds or after the window") {
  int rows = 0;
  for (const auto& row : provider::catalogue()) {
    const auto& schedule = row.retries;
    if (schedule.jitter == 0) continue;
    CAPTURE(std::string(row.name));
    ++rows;
    double lowest = 1, highest = 0;
    for (std::uint64_t seed = 0; seed < 10'000; ++seed) {
      retry::SoFar so_far;
      so_far.add({.at = Instant{}, .ended = Instant{}, .status = 500});
      for (;;) {
        const auto random = retry::draw(seed, 0, so_far.made);
        lowest = std::min(lowest, random);
        highest = std::max(highest, random);
        const auto step = retry::next(schedule, so_far, so_far.last.ended, random);
        const auto* wait = std::get_if<retry::WaitUntil>(&step);
        if (wait == nullptr) break;
        const auto share = std::chrono::duration<double>(wait->at - so_far.last.ended) /
                           std::chrono::duration<double>(schedule.delays[so_far.made - 1]);
        REQUIRE(share >= 1 - schedule.jitter - 1e-6);
        REQUIRE(share <= 1 + schedule.jitter + 1e-6);
        if (schedule.window) REQUIRE(wait->at <= Instant{} + *schedule.window);
        so_far.add({.at = wait->at, .ended = wait->at, .status = 500});
      }
    }
    CHECK(lowest < 0.001);
    CHECK(highest > 0.999);
  }
  CHECK(rows >= 3);
}
