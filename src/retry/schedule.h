#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "base/clock.h"

namespace hookctl::retry {

/// How sure a figure is: published by the provider, published in part, or assumed by us.
enum class Documented { yes, partly, no };

std::string_view to_text(Documented documented);

/// Which figures of a schedule stand on the provider's page; the others are assumed.
struct Published {
  bool count = false;  // of the attempts
  bool delays = false;
  bool timeout = false;
  bool window = false;
  bool jitter = false;
};

/// A range of status codes that is treated alike: {400, 499} is every 4xx.
struct StatusRange {
  int low;
  int high;
  constexpr bool contains(int status) const { return status >= low && status <= high; }
};

/// Why an attempt has no answer: it took too long, nobody took the connection, or the connection broke.
enum class NoAnswer { timeout, refused, lost };

/// What is tried again, where a schedule says so; everything else is final.
struct RetryOn {
  std::span<const StatusRange> answers = {};
  std::span<const NoAnswer> without = {};
};

/// Answers after which the next delay is longer: `factor` times as long, and `least` at least.
struct SlowDown {
  std::span<const StatusRange> on = {};
  double factor = 1;
  Millis least{0};
};

/// The bounds within which an answer's `Retry-After` takes the place of the delay: this many times the delay, and
/// never more than `most`.
struct RetryAfter {
  double low = 1;
  std::optional<double> high = {};
  Millis most{86'400'000};
};

/// A shorter window for events whose body is at least this large.
struct LargeBody {
  std::size_t bytes;
  Millis window;
};

/// When an attempt is signed for: its own time, or that of the first one.
enum class Stamped { each_attempt, once };

/// The delays between attempts, the time limit of one, and what each kind of answer changes.
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
  std::optional<RetryOn> retry_on = {};
  std::optional<SlowDown> slow_down = {};
  std::optional<RetryAfter> retry_after = {};  // none: the header is ignored
  std::string_view stop_header = {};           // an answer with this header is the last: `X-Slack-No-Retry`
  Stamped stamped = Stamped::each_attempt;
  Documented documented = Documented::no;
  Published published = {};
  std::string_view source = {};  // the page the figures are from
  std::string_view note = {};    // what is assumed
};

/// How one attempt ended, as far as a schedule cares.
struct Attempted {
  Instant at = {};  // when it started
  Instant ended = {};
  std::optional<int> status = {};          // none: no answer came
  NoAnswer without = NoAnswer::lost;       // why, then
  std::optional<Millis> retry_after = {};  // what the answer asks for
  bool asks_to_stop = false;               // the answer has the schedule's `stop_header`
};

/// The attempts of one delivery so far.
struct SoFar {
  std::size_t made = 0;
  Instant first_at = {};
  Attempted last = {};

  void add(const Attempted& attempt);
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

/// The answers that count as delivered: `2xx`, `200,204`.
std::string success_text(const Schedule& schedule);

/// `404`, `4xx`, `400-428`.
std::string to_text(const StatusRange& range);
/// `404, 4xx`, where a comma and a space are to stand between.
std::string to_text(std::span<const StatusRange> ranges, std::string_view between);

/// The schedule as it applies to a body of this many bytes.
Schedule for_body(Schedule schedule, std::size_t bytes);

/// The time limit of the attempt that follows `made` earlier ones.
Millis time_limit(const Schedule& schedule, std::size_t made);

/// The one question every delivery asks: given the attempts so far, what follows? `random` in [0, 1) draws the jitter.
/// With no attempts yet it is `WaitUntil{now}`.
Next next(const Schedule& schedule, const SoFar& so_far, Instant now, double random);

}  // namespace hookctl::retry
