#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "crypto/encoding.h"
#include "forge/groups.h"
#include "forge/seal.h"
#include "forge/unfit.h"

/// The right signature, written in another way.
namespace hookctl::forge {
namespace {

using signature::Encoding;

/// The signed request with every signature respelled.
template <typename Spell>
Result<Request> respelled(const Genuine& genuine, Spell spell) {
  auto sealed = seal(genuine);
  if (!sealed) return sealed.error();
  std::vector<std::string> entries;
  for (const auto& each : sealed->signatures) entries.push_back(entry(genuine.scheme, spell(each)));
  return with_entries(genuine, std::move(sealed->request), entries);
}

std::string unpadded(std::string text) {
  text.erase(std::find(text.begin(), text.end(), '='), text.end());
  return text;
}

/// Base64 whose last character has bits that no byte needs; the same where it needs them all.
std::string with_spare_bits(std::string text) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const auto padding = text.find('=');
  if (padding == text.npos || padding == 0) return text;
  auto& last = text[padding - 1];
  last = letters[letters.find(last) | 1];
  return text;
}

/// One way to write a signature, and the encoding of the schemes for which it is another way.
struct Spelling {
  std::string_view name;
  Encoding usual;
  std::string (*spell)(const signature::Scheme& scheme, const std::string& text);
};

constexpr std::array spellings{
    Spelling{"hex", Encoding::base64,
             [](const signature::Scheme& scheme, const std::string& text) {
               return crypto::to_hex(raw_signature(scheme, text));
             }},
    Spelling{"base64", Encoding::hex,
             [](const signature::Scheme& scheme, const std::string& text) {
               return crypto::to_base64(raw_signature(scheme, text));
             }},
    Spelling{"base64url", Encoding::base64,
             [](const signature::Scheme& scheme, const std::string& text) {
               return crypto::to_base64url(raw_signature(scheme, text));
             }},
    Spelling{"unpadded", Encoding::base64,
             [](const signature::Scheme&, const std::string& text) { return unpadded(text); }},
    Spelling{"spare-bits", Encoding::base64,
             [](const signature::Scheme&, const std::string& text) { return with_spare_bits(text); }},
};

Result<Made> other(const Genuine& genuine) {
  std::vector<Spelling> fitting;
  std::copy_if(spellings.begin(), spellings.end(), std::back_inserter(fitting),
               [&](const Spelling& row) { return row.usual == genuine.scheme.encoding; });
  return each(fitting, [&](const Spelling& row) {
    return respelled(genuine, [&](const std::string& text) { return row.spell(genuine.scheme, text); });
  });
}

Result<Made> upper(const Genuine& genuine) {
  return only(respelled(genuine, [](std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c; });
    return text;
  }));
}

std::string unless_escapable(const Genuine& genuine) {
  if (auto none = unfit::unless_encoded(genuine); !none.empty()) return none;
  if (genuine.scheme.encoding == Encoding::base64) return {};
  return fmt::format("{} writes its signature in hex, where nothing needs an escape", genuine.provider.name);
}

/// What URLs escape in base64, and of a signature that has nothing of it the first letter, which comes to the same when
/// it is decoded.
Result<Made> percent_encoded(const Genuine& genuine) {
  constexpr std::string_view reserved = "+/=";
  return only(respelled(genuine, [&](const std::string& text) {
    const bool has_any = text.find_first_of(reserved) != text.npos;
    std::string escaped;
    for (const char c : text) {
      const bool is_due = has_any ? reserved.find(c) != reserved.npos : escaped.empty();
      escaped += is_due ? fmt::format("%{:02X}", c) : std::string(1, c);
    }
    return escaped;
  }));
}

struct Control {
  std::string_view name;
  char byte;
};

constexpr std::array controls{Control{"0x01", '\x01'}, Control{"0x0b", '\x0b'}, Control{"0x7f", '\x7f'}};

Result<Made> control_byte(const Genuine& genuine) {
  return each(controls, [&](const Control& row) {
    return respelled(genuine, [&](const std::string& text) { return text + row.byte; });
  });
}

constexpr std::array rows{
    Forgery{"encoding-other", Due::informational, "the right signature in another encoding", unfit::unless_encoded,
            other},
    Forgery{"encoding-upper", Due::informational, "the right signature in upper-case hex", unfit::unless_hex, upper},
    Forgery{"percent-encoded", Due::refuse, "%3D for = in the signature", unless_escapable, percent_encoded},
    Forgery{"control-byte", Due::refuse, "a control byte behind the signature", unfit::unless_in_header, control_byte},
};

}  // namespace

std::span<const Forgery> spelling_forgeries() { return rows; }

}  // namespace hookctl::forge
