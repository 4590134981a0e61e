#include <doctest/doctest.h>

#include "retry/retry_after.h"

using namespace hookctl;
using namespace std::chrono_literals;

namespace {

constexpr Instant now{Seconds{784'111'777}};  // Sun, 06 Nov 1994 08:49:37 GMT

}  // namespace

TEST_CASE("retry after: whole seconds, fractions of one rounded up, and the three forms of a date") {
  struct Case {
    const char* text;
    Millis wait;
  };
  constexpr Case cases[] = {
      {"120", 120s},
      {" 0 ", 0s},
      {"1.2", 2s},
      {"Sun, 06 Nov 1994 08:50:37 GMT", 1min},
      {"Sun Nov  6 08:50:37 1994", 1min},
      {"Sun, 06 Nov 1994 08:49:36 GMT", 0s},
      {"Mon, 07 Nov 1994 00:00:00 GMT", 15h + 10min + 23s},
      {"99999999999999", 365 * 24h},
  };
  for (const auto& [text, wait] : cases) {
    CAPTURE(text);
    CHECK(retry::parse_retry_after(text, now) == wait);
  }
}

TEST_CASE("retry after: the older date with two digits for the year") {
  const Instant later{Seconds{1'794'392'800}};  // 2026-11-11T10:26:40Z
  CHECK(retry::parse_retry_after("Wednesday, 11-Nov-26 10:27:40 GMT", later) == 1min);
}

TEST_CASE("retry after: part of a second until a date counts") {
  CHECK(retry::parse_retry_after("Sun, 06 Nov 1994 08:49:38 GMT", now + Micros{1}) == 1s);
}

TEST_CASE("retry after: what is neither a number nor a date is nothing") {
  for (const auto* text :
       {"", "-1", "soon", "1e3", "0x10", "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37",
        "Sun, 06 Nov 1994 25:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 CET", "1 2", "inf", "nan"}) {
    CAPTURE(text);
    CHECK_FALSE(retry::parse_retry_after(text, now));
  }
}
