#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/clock.h"
#include "base/result.h"

namespace hookctl::flow {

/// By how much the count of an app's side effects must grow: `1`, or `/orders/total=1` where the count stands in JSON.
struct ProbeDelta {
  std::string pointer = {};
  std::int64_t count = 1;
};

/// Reads `1` or `/orders/total=1`.
Result<ProbeDelta> parse_probe_delta(std::string_view text);

/// The count in what a probe printed: a whole number, alone or at a place in JSON.
Result<std::int64_t> count_in(ByteView output, const std::string& pointer);

/// How side effects are counted.
struct Probe {
  std::function<Result<std::int64_t>()> count;
  Millis settle{0};  // how long after the last answer an app may still be at work
};

/// What was counted before and after.
struct Probed {
  std::string what = {};  // a case of a suite, or empty for a whole run
  std::string capture = {};
  std::int64_t before = 0;
  std::int64_t after = 0;
  std::optional<std::int64_t> expected = {};  // of the difference
  std::int64_t delta() const { return after - before; }
  bool ok() const { return !expected || delta() == *expected; }
};

/// Counts after an app had time to settle, and again for up to five seconds while there is less than expected.
Result<Probed> probed_after(const Probe& probe, Probed begun, Clock& clock, const std::stop_token& stop);

/// What is wrong about a count: `the side effect happened 2 times, 1 expected`. Empty where nothing is.
std::string objection_to(const Probed& probed);

}  // namespace hookctl::flow
