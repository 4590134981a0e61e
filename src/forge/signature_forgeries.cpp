#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "forge/groups.h"
#include "forge/seal.h"
#include "forge/unfit.h"

/// Changes to the bytes of a signature, and to the version it is said to be of.
namespace hookctl::forge {
namespace {

struct NamedBytes {
  std::string name;
  Bytes bytes;
};

/// The signed request with the raw bytes of its signature replaced; `change` yields each variant.
template <typename Change>
Result<Made> with_raw(const Genuine& genuine, Change change) {
  const auto sealed = seal(genuine);
  if (!sealed) return sealed.error();
  const auto& old = sealed->signatures.front();
  const std::vector<NamedBytes> variants = change(raw_signature(genuine.scheme, old));
  return each(variants, [&](const NamedBytes& row) {
    return with_entries(genuine, sealed->request, {entry(genuine.scheme, spelled(genuine.scheme, old, row.bytes))});
  });
}

Result<Made> truncated(const Genuine& genuine) {
  return with_raw(genuine, [](const Bytes& raw) {
    std::vector<NamedBytes> all;
    for (const auto size : {std::size_t{1}, std::size_t{16}, raw.size() - 1}) {
      if (size < raw.size()) all.push_back({fmt::format("{}-bytes", size), raw.substr(0, size)});
    }
    return all;
  });
}

Result<Made> extended(const Genuine& genuine) {
  return with_raw(genuine, [](const Bytes& raw) { return std::vector<NamedBytes>{{"", raw + 'x'}}; });
}

/// The order of the group of Ed25519 (RFC 8032 §5.1), its lowest byte first.
constexpr std::array<unsigned char, 32> group_order{0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7,
                                                    0xa2, 0xde, 0xf9, 0xde, 0x14, 0,    0,    0,    0,    0,    0,
                                                    0,    0,    0,    0,    0,    0,    0,    0,    0,    0x10};

/// The signature with the group's order added to S: the same number to a check that does not look at its range.
Bytes with_order_added(Bytes signature) {
  unsigned carry = 0;
  for (std::size_t i = 0; i < group_order.size(); ++i) {
    carry += static_cast<unsigned char>(signature[32 + i]) + unsigned{group_order[i]};
    signature[32 + i] = static_cast<char>(carry & 0xff);
    carry >>= 8;
  }
  return signature;
}

Bytes with_bit_flipped(Bytes signature, std::size_t at) {
  signature[at] ^= 1;
  return signature;
}

Result<Made> malleable(const Genuine& genuine) {
  return with_raw(genuine, [](const Bytes& raw) {
    const Bytes zeros(64, '\0');
    return std::vector<NamedBytes>{{"bit-of-R", with_bit_flipped(raw, 0)},
                                   {"bit-of-S", with_bit_flipped(raw, 32)},
                                   {"S+L", with_order_added(raw)},
                                   {"zeros", zeros},
                                   {"small-order-R", with_bit_flipped(zeros, 0)},
                                   {"63-bytes", raw.substr(0, 63)},
                                   {"65-bytes", raw + '\0'}};
  });
}

/// The right signatures behind another label.
Result<Request> labelled(const Genuine& genuine, const Sealed& sealed, std::string_view label) {
  std::vector<std::string> entries;
  for (const auto& each : sealed.signatures) entries.push_back(entry_labelled(genuine.scheme, label, each));
  return with_entries(genuine, sealed.request, entries);
}

struct Label {
  std::string name;
};

Result<Made> version_unknown(const Genuine& genuine) {
  const auto sealed = seal(genuine);
  if (!sealed) return sealed.error();
  const std::string own(label_of(genuine.scheme));
  std::string upper = own;
  upper[0] = static_cast<char>(upper[0] - 'a' + 'A');
  std::vector<Label> labels{{upper}, {own + "x"}};
  for (const char digit : {'0', '1', '2'}) {
    if (own[1] != digit) labels.push_back({fmt::format("{}{}", own[0], digit)});
  }
  return each(labels, [&](const Label& row) { return labelled(genuine, *sealed, row.name); });
}

Result<Made> version_confused(const Genuine& genuine) {
  const auto sealed = seal(genuine);
  if (!sealed) return sealed.error();
  return only(labelled(genuine, *sealed, label_of(genuine.scheme) == "v1" ? "v1a" : "v1"));
}

Result<Made> prefix_only(const Genuine& genuine) {
  const auto sealed = seal(genuine);
  if (!sealed) return sealed.error();
  return only(with_entries(genuine, sealed->request, {entry(genuine.scheme, "")}));
}

Result<Made> prefix_missing(const Genuine& genuine) {
  const auto sealed = seal(genuine);
  if (!sealed) return sealed.error();
  return only(with_entries(genuine, sealed->request, sealed->signatures));
}

Result<Made> prefix_doubled(const Genuine& genuine) {
  const auto sealed = seal(genuine);
  if (!sealed) return sealed.error();
  std::vector<std::string> entries;
  for (const auto& each : sealed->signatures) entries.push_back(entry(genuine.scheme, entry(genuine.scheme, each)));
  return only(with_entries(genuine, sealed->request, entries));
}

Result<Made> prefix_upper(const Genuine& genuine) {
  const auto sealed = seal(genuine);
  if (!sealed) return sealed.error();
  std::string upper(label_of(genuine.scheme));
  std::transform(upper.begin(), upper.end(), upper.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return only(labelled(genuine, *sealed, upper));
}

constexpr std::array rows{
    Forgery{"signature-truncated", Due::refuse, "the first bytes of the right signature", unfit::never, truncated},
    Forgery{"signature-extended", Due::refuse, "the right signature and one byte more", unfit::never, extended},
    Forgery{"ed25519-malleable", Due::refuse, "signatures a lax check of Ed25519 takes for the right one",
            unfit::unless_ed25519, malleable},
    Forgery{"version-unknown", Due::refuse, "the right signature as that of another version", unfit::unless_version,
            version_unknown},
    Forgery{"version-confused", Due::refuse, "HMAC labelled v1a, Ed25519 labelled v1", unfit::unless_standard,
            version_confused},
    Forgery{"prefix-only", Due::refuse, "the prefix without a signature", unfit::unless_prefix, prefix_only},
    Forgery{"prefix-missing", Due::refuse, "the bare signature without its prefix", unfit::unless_prefix,
            prefix_missing},
    Forgery{"prefix-doubled", Due::refuse, "the prefix twice", unfit::unless_prefix, prefix_doubled},
    Forgery{"prefix-upper", Due::informational, "the prefix in upper case", unfit::unless_word, prefix_upper},
};

}  // namespace

std::span<const Forgery> signature_forgeries() { return rows; }

}  // namespace hookctl::forge
