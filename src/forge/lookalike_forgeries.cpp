#include <fmt/format.h>

#include <array>

#include "forge/groups.h"
#include "forge/seal.h"
#include "forge/unfit.h"

/// Characters that look like others, or like nothing.
namespace hookctl::forge {
namespace {

/// The fullwidth form (U+FF01 to U+FF5E) of an ASCII text.
std::string fullwidth(std::string_view text) {
  std::string wide;
  for (const char c : text) {
    const auto code = 0xff01 + (c - '!');
    wide += static_cast<char>(0xe0 | (code >> 12));
    wide += static_cast<char>(0x80 | ((code >> 6) & 0x3f));
    wide += static_cast<char>(0x80 | (code & 0x3f));
  }
  return wide;
}

Result<Made> timestamp(const Genuine& genuine) {
  return only(sign(genuine, {.id = genuine.stamp.id, .timestamp = fullwidth(genuine.stamp.timestamp)}));
}

Result<Made> version(const Genuine& genuine) {
  const auto sealed = seal(genuine);
  if (!sealed) return sealed.error();
  const auto label = fullwidth(label_of(genuine.scheme));
  std::vector<std::string> entries;
  for (const auto& each : sealed->signatures) entries.push_back(entry_labelled(genuine.scheme, label, each));
  return only(with_entries(genuine, sealed->request, entries));
}

Result<Made> zero_width_id(const Genuine& genuine) {
  auto request = sign(genuine);
  if (!request) return request.error();
  return only(with_value(*std::move(request), genuine.scheme.id, genuine.stamp.id + "\xe2\x80\x8b"));
}

constexpr std::array rows{
    Forgery{"timestamp-fullwidth", Due::refuse, "correctly signed over fullwidth digits", unfit::unless_time_signed,
            timestamp},
    Forgery{"version-fullwidth", Due::refuse, "the version in fullwidth characters", unfit::unless_version, version},
    Forgery{"id-zero-width", Due::refuse, "a character of no width behind the event id", unfit::unless_id_signed,
            zero_width_id},
};

}  // namespace

std::span<const Forgery> lookalike_forgeries() { return rows; }

}  // namespace hookctl::forge
