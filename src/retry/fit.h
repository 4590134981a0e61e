#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

namespace hookctl::retry {

/// One delivery as an endpoint saw it: when its attempts began, and until when anybody would have seen a further one.
struct Observed {
  std::vector<Instant> attempts = {};
  bool accepted = false;  // the last attempt was answered 2xx, so nothing more was to come
  Instant watched_until = {};
};

/// How the delays of a schedule go on: all alike, growing by a factor, or each on its own.
enum class Shape { fixed, exponential, list };

std::string_view to_text(Shape shape);

/// A schedule that explains what was seen, how well it does, and what it rests on.
struct Fit {
  Shape shape = Shape::list;
  std::vector<Millis> delays = {};     // before each retry that was seen, as the shape has them
  double factor = 1;                   // exponential: each delay over the one before it
  std::optional<Millis> cap = {};      // exponential: no delay is longer
  double jitter = 0;                   // the share by which delays are drawn off
  double worst = 0;                    // the largest share by which a gap was off
  double residual = 0;                 // root mean square of these shares
  std::size_t deliveries = 0;          // with a retry
  std::size_t gaps = 0;                // between attempts, in all
  bool ended = false;                  // a delivery that was never accepted came no more
  std::optional<Millis> window = {};   // from its first attempt to its last, where one `ended`
  std::vector<std::string> open = {};  // what cannot be told yet, a sentence each
};

/// Finds the simplest shape that explains the observed gaps: the median of each retry's delay is within 5 % of it, or
/// within what their jitter leaves uncertain. Fails when no delivery was tried twice.
Result<Fit> fit(std::span<const Observed> observed);

}  // namespace hookctl::retry
