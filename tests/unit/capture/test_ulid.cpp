#include <doctest/doctest.h>

#include "capture/ulid.h"

using namespace hookctl;
using hookctl::capture::make_ulid;
using hookctl::capture::Ulids;

TEST_CASE("ulid: time and random bytes in Crockford's base 32") {
  struct Case {
    Millis at;
    std::string_view random, id;
  };
  constexpr Case cases[] = {
      {Millis{0}, {"\0\0\0\0\0\0\0\0\0\0", 10}, "00000000000000000000000000"},
      {Millis{1'469'918'176'385}, {"\0\0\0\0\0\0\0\0\0\x01", 10}, "01ARYZ6S410000000000000001"},
      {Millis{281'474'976'710'655}, "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", "7ZZZZZZZZZZZZZZZZZZZZZZZZZ"},
      {Millis{1}, {"\x08\0\0\0\0\x08\0\0\0\0", 10}, "00000000011000000010000000"},
  };
  for (const auto& [at, random, id] : cases) {
    CAPTURE(id);
    CHECK(make_ulid(Instant{at}, random) == std::string(id));
  }
}

TEST_CASE("ulid: ids sort by time, whatever the random bytes") {
  const auto earlier = make_ulid(Instant{Micros{1'000'999}}, "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff");
  const auto later = make_ulid(Instant{Micros{1'001'000}}, std::string(10, '\0'));
  CHECK(earlier < later);
}

TEST_CASE("ulid: ids made within a millisecond sort as they were made") {
  Ulids ids;
  auto last = ids.next(Instant{Micros{5'000}});
  for (int i = 0; i < 1'000; ++i) {
    const auto next = ids.next(Instant{Micros{5'000 + i % 1'000}});
    REQUIRE(last < next);
    last = next;
  }
  CHECK(last < ids.next(Instant{Micros{6'000}}));
}

TEST_CASE("ulid: the first id of a millisecond cannot be foreseen") {
  CHECK(Ulids().next(Instant{Millis{5}}) != Ulids().next(Instant{Millis{5}}));
}
