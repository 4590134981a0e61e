#include <fmt/format.h>

#include <array>

#include "forge/groups.h"
#include "forge/seal.h"
#include "forge/throwaway_key.h"
#include "forge/unfit.h"

/// Named fields in one header: `t=17…,v1=ab12`.
namespace hookctl::forge {
namespace {

/// The fields of a signed delivery.
struct Fields {
  Request request;
  std::string time;
  std::string right;
  std::string wrong;
  std::string bare;  // the right signature without its name
};

Result<Fields> fields_of(const Genuine& genuine) {
  auto sealed = seal(genuine);
  if (!sealed) return sealed.error();
  const auto& scheme = genuine.scheme;
  const auto bare = sealed->signatures.front();
  const auto other = seeded_bytes(genuine.seed, "wrong field", raw_signature(scheme, bare).size());
  return Fields{.request = std::move(sealed->request),
                .time = fmt::format("{}={}", scheme.timestamp_field, genuine.stamp.timestamp),
                .right = entry(scheme, bare),
                .wrong = entry(scheme, spelled(scheme, "", other)),
                .bare = bare};
}

/// The request with these fields, in this order.
template <typename Arrange>
Result<Made> arranged(const Genuine& genuine, Arrange arrange) {
  const auto fields = fields_of(genuine);
  if (!fields) return fields.error();
  std::string value;
  for (const auto& field : arrange(*fields)) {
    if (!value.empty()) value += genuine.scheme.separator;
    value += field;
  }
  return only(with_value(fields->request, genuine.scheme.signature, value));
}

using Row = std::vector<std::string>;

Result<Made> order(const Genuine& genuine) {
  return arranged(genuine, [](const Fields& fields) { return Row{fields.right, fields.time}; });
}

Result<Made> twice(const Genuine& genuine) {
  return arranged(genuine, [&](const Fields& fields) {
    return genuine.scheme.timestamp_field.empty() ? Row{fields.wrong, fields.right}
                                                  : Row{fields.time, fields.wrong, fields.right};
  });
}

Result<Made> no_time(const Genuine& genuine) {
  return arranged(genuine, [](const Fields& fields) { return Row{fields.right}; });
}

Result<Made> two_times(const Genuine& genuine) {
  const auto later = signature::stamp_at(genuine.scheme, "", genuine.now + Seconds{1});
  const auto other = fmt::format("{}={}", genuine.scheme.timestamp_field, later.timestamp);
  return arranged(genuine, [&](const Fields& fields) { return Row{fields.time, other, fields.right}; });
}

std::string unless_v1(const Genuine& genuine) {
  if (auto none = unfit::unless_fields(genuine); !none.empty()) return none;
  if (genuine.scheme.field != "v0") return {};
  return fmt::format("{} has its signature in v0", genuine.provider.name);
}

Result<Made> only_v0(const Genuine& genuine) {
  return arranged(genuine, [&](const Fields& fields) {
    const auto renamed = "v0=" + fields.bare;
    return genuine.scheme.timestamp_field.empty() ? Row{renamed} : Row{fields.time, renamed};
  });
}

constexpr std::array rows{
    Forgery{"fields-order", Due::accept, "the signature before the time", unfit::unless_time_field, order},
    Forgery{"fields-v1-twice", Due::accept, "two signatures, one of them right", unfit::unless_fields, twice},
    Forgery{"fields-no-t", Due::refuse, "the right signature without the time", unfit::unless_time_field, no_time},
    Forgery{"fields-v0-only", Due::refuse, "the right signature as v0, the scheme of test events", unless_v1, only_v0},
    Forgery{"fields-t-twice", Due::informational, "two times, the first of them right", unfit::unless_time_field,
            two_times},
};

}  // namespace

std::span<const Forgery> field_forgeries() { return rows; }

}  // namespace hookctl::forge
