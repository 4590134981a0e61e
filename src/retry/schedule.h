#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <variant>

#include "base/clock.h"

namespace hookctl::retry {

/// How sure a figure is: published by the provider, published in part, or assumed by us.
enum class Documented { yes, partly, no };

std::string_view to_text(Documented documented);

/// A range of status codes that is treated alike: {400, 499} is every 4xx.
struct StatusRange {
  int low;
  int high;
  constexpr bool contains(int status) const { return status >= low && status <= high; }
};

/// A shorter window for events whose body is at least this large.
struct LargeBody {
  std::size_t bytes;
  Millis window;
};

/// The delays between attempts and the time limit of one.
struct Schedule {
  /// When each retry follows the attempt before it.
  std::span<const Millis> delays = {};
  /// How long one attempt may take, and each retry where that differs.
  Millis timeout{30'000};
  std::optional<Millis> retry_timeout = {};
  /// No attempt starts later than this after the first one.
  std::optional<Millis> window = {};
  std::optional<LargeBody> large_body = {};
  /// Each delay is drawn from delay × (1 ± jitter).
  double jitter = 0;
  /// Answers that count as delivered; every 2xx where none are named.
  std::span<const StatusRange> success = {};
  /// Answers after which the provider gives up at once.
  std::span<const StatusRange> permanent = {};
  Documented documented = Documented::no;
  std::string_view source = {};  // the page the figures are from
  std::string_view note = {};    // what is assumed
};

/// How one attempt ended, as far as a schedule cares.
struct Attempted {
  Instant at = {};  // when it started
  Instant ended = {};
  std::optional<int> status = {};  // none: no answer came
};

struct WaitUntil {
  Instant at;
  bool operator==(const WaitUntil&) const = default;
};

/// Why there is no further attempt: it was accepted, none is left, or its answer was a final no.
enum class Finish { delivered, exhausted, permanent };

/// What a provider does next: another attempt at a time, or nothing more.
using Next = std::variant<WaitUntil, Finish>;

/// Whether an answer counts as delivered.
bool is_success(const Schedule& schedule, int status);

/// The schedule as it applies to a body of this many bytes.
Schedule for_body(Schedule schedule, std::size_t bytes);

/// The time limit of the attempt that follows `made` earlier ones.
Millis time_limit(const Schedule& schedule, std::size_t made);

/// The one question every delivery asks: given the attempts so far, what follows? `random` in [0, 1) draws the jitter.
/// With no attempts yet it is `WaitUntil{now}`.
Next next(const Schedule& schedule, std::span<const Attempted> attempts, Instant now, double random);

}  // namespace hookctl::retry
