#include <algorithm>
#include <array>
#include <string>

#include "crypto/encoding.h"
#include "forge/groups.h"
#include "forge/seal.h"
#include "forge/throwaway_key.h"
#include "forge/unfit.h"

/// Header fields that come twice, in another case or with space around them.
namespace hookctl::forge {
namespace {

/// Another value of a header beside the right one.
enum class Beside { before, behind };

struct NamedSide {
  std::string_view name;
  Beside side;
};

constexpr std::array sides{NamedSide{"other-first", Beside::before}, NamedSide{"other-second", Beside::behind}};

Request doubled(const Request& request, std::string_view name, const std::string& other, Beside side) {
  Request changed = request;
  changed.headers = {};
  for (const auto& field : request.headers) {
    const bool is_it = std::equal(field.name.begin(), field.name.end(), name.begin(), name.end());
    if (is_it && side == Beside::before) changed.headers.add(field.name, other);
    changed.headers.add(field.name, field.value);
    if (is_it && side == Beside::behind) changed.headers.add(field.name, other);
  }
  return changed;
}

/// The signed request with a header of these two values, in either order.
Result<Made> twice(const Genuine& genuine, std::string_view header, const std::string& other) {
  auto request = sign(genuine);
  if (!request) return request.error();
  // The field is named as the scheme names it, whatever stood there.
  const std::string value(*request->headers.find(header));
  request->headers.erase(header);
  request->headers.add(std::string(header), value);
  return each(sides,
              [&](const NamedSide& row) -> Result<Request> { return doubled(*request, header, other, row.side); });
}

Result<Made> signature_twice(const Genuine& genuine) {
  const auto sealed = seal(genuine);
  if (!sealed) return sealed.error();
  const auto& right = sealed->signatures.front();
  const auto raw = seeded_bytes(genuine.seed, "wrong header", raw_signature(genuine.scheme, right).size());
  const bool is_token = !unfit::unless_signature(genuine).empty();
  const auto other = is_token ? crypto::to_hex(raw) : spelled(genuine.scheme, right, raw);
  const auto wrong = entry(genuine.scheme, other);
  return twice(genuine, genuine.scheme.signature.header, joined(genuine, {wrong}));
}

Result<Made> id_twice(const Genuine& genuine) {
  return twice(genuine, genuine.scheme.id.header, genuine.stamp.id + "_other");
}

Result<Made> timestamp_twice(const Genuine& genuine) {
  const auto other = signature::stamp_at(genuine.scheme, "", genuine.now - Seconds{1});
  return twice(genuine, genuine.scheme.timestamp.header, other.timestamp);
}

/// One way to write the fields of a head.
struct Writing {
  std::string_view name;
  void (*write)(Header& field);
};

template <char first, char last, int step>
void shift(Header& field) {
  for (char& c : field.name) c = c >= first && c <= last ? static_cast<char>(c + step) : c;
}

constexpr std::array cases{Writing{"lower", shift<'A', 'Z', 'a' - 'A'>}, Writing{"upper", shift<'a', 'z', 'A' - 'a'>}};

Result<Made> letter_case(const Genuine& genuine) {
  const auto request = sign(genuine);
  if (!request) return request.error();
  return each(cases, [&](const Writing& row) -> Result<Request> {
    auto changed = *request;
    for (auto& field : changed.headers) row.write(field);
    return changed;
  });
}

Result<Made> white_space(const Genuine& genuine) {
  auto request = sign(genuine);
  if (!request) return request.error();
  const auto& header = genuine.scheme.signature.header;
  const std::string value(*request->headers.find(header));
  return only(with_value(*std::move(request), genuine.scheme.signature, " \t" + value + "\t "));
}

constexpr std::array rows{
    Forgery{"header-duplicated", Due::informational, "two signature headers, one of them right",
            unfit::unless_in_header, signature_twice},
    Forgery{"id-duplicated", Due::refuse, "two event ids, one of them right", unfit::unless_id_in_header, id_twice},
    Forgery{"timestamp-duplicated", Due::refuse, "two timestamps, one of them right", unfit::unless_time_in_header,
            timestamp_twice},
    Forgery{"header-case", Due::accept, "header names in another case", unfit::never, letter_case},
    Forgery{"header-whitespace", Due::accept, "spaces and tabs around the signature", unfit::unless_in_header,
            white_space},
};

}  // namespace

std::span<const Forgery> header_forgeries() { return rows; }

}  // namespace hookctl::forge
