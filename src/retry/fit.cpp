#include "retry/fit.h"

#include "base/units.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace hookctl::retry {
namespace {

/// How far the medians of precise gaps may be off the shape that is to explain them.
constexpr double least_tolerance = 0.05;

/// From one delay to the next a schedule grows by this factor at least, or it does not grow.
constexpr double least_factor = 1.15;

/// A delivery has ended when nothing came for this many times the longest delay.
constexpr double silence = 3;

using Gaps = std::vector<double>;  // in milliseconds

double median(Gaps values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 != 0) return *middle;
  return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

/// The gaps before the first retry of all deliveries, those before the second, and so on.
std::vector<Gaps> gaps_by_retry(std::span<const Observed> observed) {
  std::vector<Gaps> by_retry;
  for (const auto& delivery : observed) {
    for (std::size_t i = 1; i < delivery.attempts.size(); ++i) {
      if (by_retry.size() < i) by_retry.emplace_back();
      const auto gap = delivery.attempts[i] - delivery.attempts[i - 1];
      by_retry[i - 1].push_back(std::max(1.0, in_millis(gap)));
    }
  }
  return by_retry;
}

/// A shape with its delays, and the largest share by which a median is off.
struct Candidate {
  Shape shape;
  Gaps delays;
  double factor = 1;
  std::optional<double> cap = {};
  double worst = 0;
};

void judge(Candidate& candidate, const Gaps& medians) {
  for (std::size_t i = 0; i < medians.size(); ++i) {
    candidate.worst = std::max(candidate.worst, std::abs(medians[i] / candidate.delays[i] - 1));
  }
}

Candidate fixed(const Gaps& medians) {
  Candidate candidate{Shape::fixed, Gaps(medians.size(), median(medians))};
  judge(candidate, medians);
  return candidate;
}

/// The line through the logarithms of the first `rising` medians; the others are at the cap.
Candidate exponential(const Gaps& medians, std::size_t rising) {
  double sum_x = 0, sum_y = 0, sum_xx = 0, sum_xy = 0;
  for (std::size_t i = 0; i < rising; ++i) {
    const auto x = static_cast<double>(i), y = std::log(medians[i]);
    sum_x += x;
    sum_y += y;
    sum_xx += x * x;
    sum_xy += x * y;
  }
  const auto n = static_cast<double>(rising);
  const auto slope = (n * sum_xy - sum_x * sum_y) / (n * sum_xx - sum_x * sum_x);
  const auto start = (sum_y - slope * sum_x) / n;
  Candidate candidate{Shape::exponential, {}, std::exp(slope)};
  if (rising < medians.size()) {
    candidate.cap = median(Gaps(medians.begin() + static_cast<std::ptrdiff_t>(rising), medians.end()));
  }
  for (std::size_t i = 0; i < medians.size(); ++i) {
    candidate.delays.push_back(i < rising ? std::exp(start + slope * static_cast<double>(i)) : *candidate.cap);
  }
  judge(candidate, medians);
  return candidate;
}

/// The exponential shape that fits best; with a cap only where two delays show it.
std::optional<Candidate> best_exponential(const Gaps& medians) {
  std::optional<Candidate> best;
  for (std::size_t rising = 3; rising <= medians.size(); ++rising) {
    if (medians.size() - rising == 1) continue;
    auto candidate = exponential(medians, rising);
    if (candidate.factor < least_factor || (candidate.cap && *candidate.cap < medians[rising - 1])) continue;
    if (!best || candidate.worst <= best->worst) best = std::move(candidate);
  }
  return best;
}

/// What the jitter of the gaps leaves uncertain about their medians.
double tolerance_of(const std::vector<Gaps>& by_retry, const Gaps& medians) {
  double spread = 0;
  for (std::size_t i = 0; i < by_retry.size(); ++i) {
    for (const auto gap : by_retry[i]) spread = std::max(spread, std::abs(gap / medians[i] - 1));
  }
  return std::max(least_tolerance, 2 * spread / std::sqrt(static_cast<double>(by_retry.front().size())));
}

Candidate simplest(const Gaps& medians, double tolerance) {
  if (auto same = fixed(medians); same.worst <= tolerance && medians.size() > 1) return same;
  if (auto rising = best_exponential(medians); rising && rising->worst <= tolerance) return *std::move(rising);
  return {Shape::list, medians};
}

/// The share by which gaps are drawn off their delays, from how far those before the same retry lie apart: of n numbers
/// from a range the outermost span (n - 1) / (n + 1) of it on average. Nothing where no retry was seen twice.
std::optional<double> jitter_of(const std::vector<Gaps>& by_retry) {
  double sum = 0, weight = 0;
  for (const auto& gaps : by_retry) {
    if (gaps.size() < 2) continue;
    const auto n = static_cast<double>(gaps.size());
    const auto [low, high] = std::minmax_element(gaps.begin(), gaps.end());
    sum += n * (*high - *low) / (*high + *low) * (n + 1) / (n - 1);
    weight += n;
  }
  if (weight == 0) return std::nullopt;
  return sum / weight;
}

/// How far every gap is off the delay that explains it.
void measure(Fit& found, const std::vector<Gaps>& by_retry, const Gaps& delays) {
  double squares = 0;
  for (std::size_t i = 0; i < by_retry.size(); ++i) {
    for (const auto gap : by_retry[i]) {
      const auto off = std::abs(gap / delays[i] - 1);
      found.worst = std::max(found.worst, off);
      squares += off * off;
      ++found.gaps;
    }
  }
  found.residual = std::sqrt(squares / static_cast<double>(found.gaps));
  found.jitter = jitter_of(by_retry).value_or(found.worst);
}

/// Whether a delivery that was never accepted came no more, and how long it was tried for.
void find_end(Fit& found, std::span<const Observed> observed) {
  const auto longest = *std::max_element(found.delays.begin(), found.delays.end());
  const auto patience = Millis{static_cast<Millis::rep>(silence * static_cast<double>(longest.count()))};
  for (const auto& delivery : observed) {
    if (delivery.accepted || delivery.attempts.size() < 2) continue;
    if (delivery.watched_until - delivery.attempts.back() < patience) continue;
    const auto tried = std::chrono::duration_cast<Millis>(delivery.attempts.back() - delivery.attempts.front());
    found.ended = true;
    found.window = std::max(found.window.value_or(Millis{0}), tried);
  }
}

void tell_what_is_open(Fit& found, double tolerance) {
  if (!found.ended) {
    found.open.emplace_back("how many attempts there are at most: no delivery was refused until it came no more");
  }
  if (found.deliveries == 1) found.open.emplace_back("the jitter: only one delivery was tried again");
  if (tolerance > least_tolerance) {
    found.open.push_back(fmt::format("the delays to better than {:.0f} %: they vary, and {} deliver{} tried again",
                                     tolerance * 100, found.deliveries, found.deliveries == 1 ? "y was" : "ies were"));
  }
  if (found.delays.size() < 3) {
    found.open.push_back(fmt::format("how the delays grow: only {} of them {} seen", found.delays.size(),
                                     found.delays.size() == 1 ? "was" : "were"));
  }
}

}  // namespace

std::string_view to_text(Shape shape) {
  switch (shape) {
    case Shape::fixed:
      return "fixed";
    case Shape::exponential:
      return "exponential";
    case Shape::list:
      return "list";
  }
  return {};
}

Result<Fit> fit(std::span<const Observed> observed) {
  const auto by_retry = gaps_by_retry(observed);
  if (by_retry.empty()) {
    return Error{"no delivery was tried again, so there is no schedule to learn",
                 "refuse deliveries first: hookctl listen --respond '500*40'"};
  }
  Gaps medians;
  for (const auto& gaps : by_retry) medians.push_back(median(gaps));
  const auto tolerance = tolerance_of(by_retry, medians);
  const auto chosen = simplest(medians, tolerance);
  Fit found{.shape = chosen.shape, .factor = chosen.factor};
  for (const auto delay : chosen.delays) found.delays.emplace_back(std::llround(delay));
  if (chosen.cap) found.cap = Millis{std::llround(*chosen.cap)};
  found.deliveries = by_retry.front().size();
  measure(found, by_retry, chosen.delays);
  find_end(found, observed);
  tell_what_is_open(found, tolerance);
  return found;
}

}  // namespace hookctl::retry
