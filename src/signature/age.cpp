#include "signature/age.h"

#include <fmt/format.h>

#include "signature/received.h"

namespace hookctl::signature {

Verdict judge_age(Instant signed_at, const Tolerance& tolerance, Instant now, Verdict verified) {
  const auto age = std::chrono::floor<Seconds>(now) - std::chrono::floor<Seconds>(signed_at);
  if (tolerance.past && age > *tolerance.past) {
    return failed(Reason::timestamp_too_old,
                  fmt::format("{} s old, {} s allowed", age.count(), tolerance.past->count()));
  }
  if (tolerance.future && -age > *tolerance.future) {
    return failed(Reason::timestamp_in_future,
                  fmt::format("{} s ahead, {} s allowed", -age.count(), tolerance.future->count()));
  }
  return verified;
}

}  // namespace hookctl::signature
