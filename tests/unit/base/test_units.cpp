#include <doctest/doctest.h>

#include <string>

#include "base/time_text.h"
#include "base/units.h"

using namespace hookctl;
using namespace std::chrono_literals;

TEST_CASE("parse_duration: a number and a unit") {
  struct Case {
    const char* text;
    Millis value;
  };
  constexpr Case cases[] = {{"250ms", 250ms}, {"10s", 10s}, {"5m", 5min}, {"2h", 2h}, {"1.5s", 1500ms}, {"0s", 0ms}};
  for (const auto& [text, value] : cases) {
    CAPTURE(text);
    REQUIRE(parse_duration(text));
    CHECK(*parse_duration(text) == value);
  }
}

TEST_CASE("parse_duration: everything else is an error that shows the forms") {
  for (const auto text :
       {"", "10", "s", "-1s", "+1s", " 1s", "1s ", "1 s", "1d", "1e3s", "inf", "99999999999999h", "0x1s"}) {
    CAPTURE(text);
    const auto value = parse_duration(text);
    REQUIRE_FALSE(value);
    CHECK(value.error().hint == "write it as 250ms, 10s, 5m or 2h");
  }
}

TEST_CASE("parse_size: bytes, KiB, MiB, GiB") {
  CHECK(*parse_size("500") == 500);
  CHECK(*parse_size("64KiB") == 65536);
  CHECK(*parse_size("1MiB") == 1048576);
  for (const auto text : {"", "KiB", "1KB", "-1", "1e9", "64 KiB"}) CHECK_FALSE(parse_size(text));
}

TEST_CASE("parse_number: decimal and within its range") {
  CHECK(*parse_number("010", 0, 99) == 10);
  CHECK(*parse_number("65535", 0, 65535) == 65535);
  for (const auto text : {"", "65536", "-1", "+1", "1 ", "0x10", "99999999999999999999999"}) {
    CHECK_FALSE(parse_number(text, 0, 65535));
  }
}

TEST_CASE("to_text: durations as a person reads them") {
  CHECK(to_text(Micros(250)) == "0.25 ms");
  CHECK(to_text(250ms) == "250 ms");
  CHECK(to_text(1020ms) == "1.02 s");
  CHECK(to_text(5min) == "5 min");
  CHECK(to_text(64s) == "1 min 4 s");
  CHECK(to_text(2105s) == "35 min 5 s");
  CHECK(to_text(272105s) == "75 h 35 min");
  CHECK(to_text(2h) == "2 h");
}

TEST_CASE("parse_time: RFC 3339 and Unix seconds") {
  constexpr Instant at{Seconds{1'795'255'471}};
  for (const auto text :
       {"2026-11-21T10:04:31Z", "2026-11-21T11:04:31+01:00", "2026-11-21t10:04:31.000000z", "1795255471"}) {
    CAPTURE(text);
    REQUIRE(parse_time(text));
    CHECK(*parse_time(text) == at);
  }
  CHECK(to_rfc3339(at + Micros{120'431}) == "2026-11-21T10:04:31.120431Z");
  for (const auto text : {"", "now", "2026-11-21", "2026-11-21T10:04:31", "2026-02-30T10:04:31Z",
                          "2026-11-21T25:04:31Z", "-5", "99999999999999"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_time(text));
  }
}
