#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "flow/attempt.h"
#include "flow/flaws.h"

namespace hookctl::report {

/// What is thought of an attempt.
enum class Judgement { passed, failed, unknown, informational };

Judgement judgement_of(const flow::Attempt& attempt);

/// A run as its reports tell it.
struct Run {
  std::string title;
  std::span<const flow::Attempt> attempts = {};
  std::span<const flow::Skipped> skipped = {};
  std::span<const flow::Flaw> flaws = {};
  std::string remark = {};  // what is to be said of the run as a whole: why it proves nothing, that it was stopped
};

struct Count {
  std::size_t passed = 0;
  std::size_t failed = 0;
  std::size_t unknown = 0;
  std::size_t informational = 0;
};

Count count_of(std::span<const flow::Attempt> attempts);

/// `3 passed, 1 failed, 0 unknown`.
std::string count_text(const Run& run);

/// Where it went, without the query, which may hold credentials.
std::string_view place_of(const flow::Attempt& attempt);

/// What names an attempt in a report: `#3 wrong-key, 2nd time`.
std::string name_of(const flow::Attempt& attempt);

/// Why it is not as it should be; empty for what passed.
std::string reason_of(const flow::Attempt& attempt);

/// From the first attempt's start to the last one's end.
Micros span_of(std::span<const flow::Attempt> attempts);

}  // namespace hookctl::report
