#include <fmt/format.h>

#include <array>

#include "base/time_text.h"
#include "forge/groups.h"
#include "forge/jwt.h"
#include "forge/seal.h"
#include "forge/unfit.h"
#include "signature/place.h"
#include "signature/received.h"

namespace hookctl::forge {
namespace {

using signature::TimeUnit;

constexpr Seconds usual_tolerance{300};
constexpr Seconds clear_of_the_edge{30};
constexpr Seconds inside_the_edge{5};

/// The id of another event, which the seed chooses, where the scheme has one.
std::string other_event(const Genuine& genuine) {
  return genuine.scheme.id.empty() ? genuine.stamp.id : fmt::format("{}_{}", genuine.stamp.id, genuine.seed);
}

Result<Made> signed_at(const Genuine& genuine, const std::string& id, Instant at) {
  return only(sign(genuine, signature::stamp_at(genuine.scheme, id, at)));
}

/// A request signed over another text of its time.
Result<Request> signed_over(const Genuine& genuine, std::string timestamp) {
  return sign(genuine, {.id = genuine.stamp.id, .timestamp = std::move(timestamp)});
}

/// A refusal is due only where the scheme looks at that side of the clock.
Result<Made> due_if(bool limited, Result<Made> made) {
  if (!made || limited) return made;
  for (auto& forged : made->requests) forged.due = Due::informational;
  return made;
}

/// The signature kept, and the time one second later.
Result<Made> tampered(const Genuine& genuine) {
  const auto later = signature::stamp_at(genuine.scheme, genuine.stamp.id, genuine.now + Seconds{1});
  const auto sealed = seal(genuine);
  if (!sealed) return sealed.error();
  std::vector<std::string> entries;
  for (const auto& each : sealed->signatures) entries.push_back(entry(genuine.scheme, each));
  auto changed = genuine;
  changed.stamp = later;
  if (signature::row_of(genuine.scheme.algorithm).family == signature::Family::jwt) {
    const auto old = sealed->signatures.front();
    const auto token = jwt_issued_at(changed, later.timestamp);
    const auto kept = token.substr(0, token.rfind('.')) + old.substr(old.rfind('.'));
    return only(with_value(sealed->request, genuine.scheme.signature, kept));
  }
  if (!genuine.scheme.timestamp_field.empty()) return only(with_entries(changed, sealed->request, entries));
  return only(with_value(sealed->request, genuine.scheme.timestamp, later.timestamp));
}

Result<Made> stale(const Genuine& genuine) {
  const auto at = genuine.now - *genuine.scheme.tolerance.past - Seconds{1};
  return signed_at(genuine, other_event(genuine), at);
}

Result<Made> replay_outside(const Genuine& genuine) {
  return signed_at(genuine, genuine.stamp.id, genuine.now - *genuine.scheme.tolerance.past - Seconds{1});
}

Result<Made> future(const Genuine& genuine) {
  const auto limit = genuine.scheme.tolerance.future;
  const auto at = genuine.now + limit.value_or(usual_tolerance) + clear_of_the_edge;
  return due_if(limit.has_value(), signed_at(genuine, other_event(genuine), at));
}

Result<Made> window_old(const Genuine& genuine) {
  const auto inside = std::max(*genuine.scheme.tolerance.past - inside_the_edge, Seconds{0});
  return signed_at(genuine, other_event(genuine), genuine.now - inside);
}

Result<Made> window_new(const Genuine& genuine) {
  const auto inside = std::max(*genuine.scheme.tolerance.future - inside_the_edge, Seconds{0});
  return signed_at(genuine, other_event(genuine), genuine.now + inside);
}

/// A text in place of a time, and the side of the clock it is on where a receiver can read it.
struct Extreme {
  std::string_view name;
  std::string_view text;
  enum class Side { past, future, unreadable } side;
};

constexpr std::array extremes{
    Extreme{"zero", "0", Extreme::Side::past},
    Extreme{"negative", "-1", Extreme::Side::unreadable},
    Extreme{"2^31", "2147483648", Extreme::Side::future},
    Extreme{"2^63", "9223372036854775808", Extreme::Side::unreadable},
    Extreme{"10^20", "100000000000000000000", Extreme::Side::unreadable},
};

Result<Made> overflow(const Genuine& genuine) {
  const auto& [past, future] = genuine.scheme.tolerance;
  Made all;
  for (const auto& [name, text, side] : extremes) {
    auto request = signed_over(genuine, std::string(text));
    if (!request) return request.error();
    // Milliseconds reach 2^31 in January 1970.
    const bool is_old =
        side == Extreme::Side::past || (side == Extreme::Side::future && genuine.scheme.unit == TimeUnit::millis);
    const bool open = is_old ? !past : side == Extreme::Side::future && !future;
    Forged forged{.request = *std::move(request), .variant = std::string(name)};
    if (open && genuine.scheme.unit != TimeUnit::iso) forged.due = Due::informational;
    all.requests.push_back(std::move(forged));
  }
  return all;
}

Result<Made> milliseconds(const Genuine& genuine) {
  const auto text = signature::timestamp_text(TimeUnit::millis, genuine.now);
  return due_if(genuine.scheme.tolerance.future.has_value(), only(signed_over(genuine, text)));
}

Result<Made> iso(const Genuine& genuine) {
  return only(signed_over(genuine, signature::timestamp_text(TimeUnit::iso, genuine.now)));
}

Result<Made> fraction(const Genuine& genuine) { return only(signed_over(genuine, genuine.stamp.timestamp + ".5")); }

struct Loose {
  std::string_view name;
  std::string_view before;
  std::string_view behind;
};

constexpr std::array loose_forms{Loose{"plus", "+", ""}, Loose{"leading-zero", "0", ""}, Loose{"letters", "", "abc"}};

Result<Made> loose(const Genuine& genuine) {
  return each(loose_forms, [&](const Loose& row) {
    return signed_over(genuine, fmt::format("{}{}{}", row.before, genuine.stamp.timestamp, row.behind));
  });
}

constexpr std::array rows{
    Forgery{"tampered-timestamp", Due::refuse, "the time one second later, the signature kept",
            unfit::unless_time_signed, tampered},
    Forgery{"stale", Due::refuse, "correctly signed, one second older than allowed", unfit::unless_too_old, stale},
    Forgery{"future", Due::refuse, "correctly signed, 30 s further ahead than allowed", unfit::unless_time_signed,
            future},
    Forgery{"window-old", Due::accept, "correctly signed, 5 s before it is too old", unfit::unless_too_old, window_old},
    Forgery{"window-new", Due::accept, "correctly signed, 5 s before it is too far ahead", unfit::unless_too_new,
            window_new},
    Forgery{"timestamp-overflow", Due::refuse, "correctly signed over 0, a negative or a huge number",
            unfit::unless_time_signed, overflow},
    Forgery{"timestamp-milliseconds", Due::refuse, "correctly signed over milliseconds where seconds are due",
            unfit::unless_seconds, milliseconds},
    Forgery{"timestamp-iso", Due::informational, "correctly signed over a date where seconds are due",
            unfit::unless_seconds, iso},
    Forgery{"timestamp-float", Due::informational, "correctly signed over a time with a fraction",
            unfit::unless_seconds, fraction},
    Forgery{"timestamp-loose", Due::informational, "correctly signed over +N, 0N and Nabc", unfit::unless_seconds,
            loose},
    Forgery{"replay-outside", Due::refuse, "the control's id, correctly signed when it was too old by now",
            unfit::unless_too_old, replay_outside},
};

}  // namespace

std::span<const Forgery> time_forgeries() { return rows; }

}  // namespace hookctl::forge
