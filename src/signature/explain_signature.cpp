#include "signature/explain_signature.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/recode.h"
#include "base/text.h"
#include "crypto/digest.h"
#include "crypto/encoding.h"
#include "crypto/key.h"
#include "signature/received.h"

namespace hookctl::signature {
namespace {

constexpr std::size_t longest_value = 16 * 1024;
constexpr std::size_t most_entries = 256;
constexpr std::size_t least_bytes = 12;

constexpr std::string_view misspelled =
    "The signature is right and written otherwise than this scheme says; have the sender write it so";
constexpr std::string_view escaped_on_the_way =
    "Something escaped the header's value on its way; pass headers on as they came";
constexpr std::string_view only_first =
    "Several signatures came and another one is right; split the header and try every entry";
constexpr std::string_view cut_short =
    "The signature was cut or extended on its way; look for a limit on header lengths";

/// A text that may hold a signature, and what had to be done to reach it.
struct Reading {
  std::string text;
  Change change;
};

Reading with(const Reading& from, std::string text, std::string name, std::string_view advice) {
  return {std::move(text), both(from.change, {Class::signature, std::move(name), std::string(advice), 1, 1})};
}

std::string lead_of(const Scheme& scheme) {
  return scheme.layout == Layout::fields ? std::string(scheme.field) + "=" : std::string(scheme.prefix);
}

/// The whole value, also unescaped and without quotes.
std::vector<Reading> whole_readings(const std::string& value) {
  std::vector<Reading> readings{{value, {}}};
  const auto& plain = readings.front();
  if (value.find('%') != value.npos) {
    readings.push_back(
        with(plain, percent_decoded(value), "percent escapes of the signature resolved", escaped_on_the_way));
  }
  if (value.size() > 2 && value.front() == value.back() && (value.front() == '"' || value.front() == '\'')) {
    readings.push_back(with(readings.front(), value.substr(1, value.size() - 2), "quotes around the signature removed",
                            escaped_on_the_way));
  }
  return readings;
}

/// The entries of a value, as the scheme separates them and as others do.
std::vector<Reading> entries_of(const Scheme& scheme, const Reading& whole) {
  std::vector<Reading> readings;
  const bool single = scheme.layout == Layout::single;
  if (single) readings.push_back(whole);
  const auto add_parts = [&](char separator, std::string_view name) {
    const auto parts = split(whole.text, separator);
    if (parts.size() < 2) return;
    for (std::size_t i = 0; i < parts.size() && readings.size() < most_entries; ++i) {
      if (trim(parts[i]).empty()) continue;
      readings.push_back(
          with(whole, std::string(trim(parts[i])), fmt::format("{} {} of the header taken", name, i + 1), only_first));
    }
  };
  if (!single) {
    for (const auto part : split(whole.text, scheme.separator)) {
      if (readings.size() < most_entries) readings.push_back({std::string(trim(part)), whole.change});
    }
  }
  for (const char separator : {',', ' ', ';', '\t'}) {
    if (single || separator != scheme.separator) add_parts(separator, "entry");
  }
  return readings;
}

bool is_word(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

/// Where a foreign prefix such as `v0=`, `sha1=` or `v3,` ends; 0 when there is none.
std::size_t prefix_end(std::string_view text) {
  const auto end = text.find_first_of("=,: ");
  if (end == text.npos || end == 0 || end > 16 || end + least_bytes > text.size()) return 0;
  if (!is_word(text.substr(0, end))) return 0;
  const auto rest = text.find_first_not_of(" =", end);
  return rest == text.npos ? 0 : end + 1;
}

/// The bare signature of an entry, under every prefix it may have.
std::vector<Reading> bare_readings(const Scheme& scheme, const Reading& entry) {
  const auto lead = lead_of(scheme);
  const std::string_view text = entry.text;
  std::vector<Reading> readings;
  if (text.starts_with(lead)) {
    const auto rest = text.substr(lead.size());
    readings.push_back({std::string(rest), entry.change});
    if (!lead.empty() && rest.starts_with(lead)) {
      readings.push_back(
          with(entry, std::string(rest.substr(lead.size())), "doubled prefix of the signature removed", misspelled));
    }
    if (trim(rest) != rest) {
      readings.push_back(
          with(entry, std::string(trim(rest)), "space after the signature's prefix removed", misspelled));
    }
    if (!lead.empty()) return readings;
  } else if (iequals(text.substr(0, lead.size()), lead)) {
    readings.push_back(
        with(entry, std::string(text.substr(lead.size())), fmt::format("prefix written as {}", lead), misspelled));
    return readings;
  } else {
    readings.push_back(with(entry, std::string(text),
                            fmt::format("missing prefix {} put in front of the signature", lead), misspelled));
  }
  const auto end = prefix_end(text);
  if (end > 0) {
    const auto name = lead.empty() ? fmt::format("prefix {} of the signature removed", text.substr(0, end))
                                   : fmt::format("prefix {} read as {}", text.substr(0, end), lead);
    readings.push_back(with(entry, std::string(trim(text.substr(end))), name, misspelled));
  }
  return readings;
}

/// Base64 of either alphabet, padded or not, whatever its last bits; nothing on other characters.
std::optional<Bytes> lax_base64(std::string_view text) {
  Bytes digits(text.substr(0, text.find_last_not_of('=') + 1));
  for (char& c : digits) c = c == '+' ? '-' : c == '/' ? '_' : c;
  if (digits.size() % 4 == 1) digits.pop_back();
  if (digits.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") != digits.npos) {
    return std::nullopt;
  }
  if (auto strict = crypto::from_base64url(digits)) return strict;
  // The bits that belong to no byte are not zero: take those bytes that are whole.
  const std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const auto mask = digits.size() % 4 == 2 ? 0x30u : 0x3cu;
  digits.back() = alphabet[alphabet.find(digits.back()) & mask];
  return crypto::from_base64url(digits);
}

std::string base64_name(const Scheme& scheme, std::string_view text) {
  if (text.find_first_of("-_") != text.npos) return "signature read as base64url";
  if (scheme.encoding == Encoding::hex) return "signature read as base64 instead of hex";
  if (text.size() % 4 != 0) return "padding added to the signature's base64";
  return "signature read by a decoder that passes over its last bits";
}

/// The bytes of a bare signature in every encoding it may be in.
void add_decoded(const Scheme& scheme, const Reading& reading, std::vector<Form<Bytes>>& forms) {
  const auto add = [&](std::optional<Bytes> bytes, const Change& change) {
    if (!bytes || bytes->size() < least_bytes) return;
    const auto same = [&](const Form<Bytes>& form) { return form.value == *bytes; };
    const auto known = std::find_if(forms.begin(), forms.end(), same);
    if (known == forms.end()) {
      forms.push_back({change, *std::move(bytes)});
    } else if (is_smaller(change, known->change)) {
      known->change = change;
    }
  };
  const auto renamed = [&](std::string name) {
    return both(reading.change, {Class::signature, std::move(name), std::string(misspelled), 1, 1});
  };
  const std::string_view text = reading.text;
  // An odd digit at the end is half a byte of a signature that was cut.
  const auto even = text.substr(0, text.size() - text.size() % 2);
  const bool digits = text.find_first_not_of("0123456789abcdefABCDEF") == text.npos;
  const auto hex = digits ? crypto::from_hex(even) : std::nullopt;
  if (hex && !even.empty()) {
    const bool lower = crypto::to_hex(*hex) == even;
    const bool due = scheme.encoding == Encoding::hex;
    if (due && lower) add(hex, reading.change);
    if (due && !lower) add(hex, renamed("signature written in lower-case hex"));
    if (!due) add(hex, renamed("signature read as hex instead of base64"));
  }
  const auto strict = crypto::from_base64(text);
  if (strict && scheme.encoding == Encoding::base64) return add(strict, reading.change);
  const auto lax = lax_base64(text);
  if (!lax) return;
  add(lax, renamed(base64_name(scheme, text)));
  if (const auto inner = crypto::from_hex(*lax)) add(inner, renamed("base64 of the hex text resolved"));
}

/// A change for what reads as it should and was not read all the same: it stands beyond the signatures that are tried.
Change unread() {
  return {Class::signature, "an entry of the list taken that a strict reader passes over", std::string(only_first), 1,
          1};
}

std::vector<Form<Bytes>> strict_forms(const Scheme& scheme, const Source& source) {
  auto bare = scheme;
  bare.id = {}, bare.timestamp = {}, bare.timestamp_field = {};
  const auto read = read_received(bare, source);
  std::vector<Form<Bytes>> forms;
  if (const auto* received = std::get_if<Received>(&read)) {
    for (const auto& text : received->signatures) {
      const auto bytes = scheme.encoding == Encoding::hex ? crypto::from_hex(text) : crypto::from_base64(text);
      forms.push_back({{}, *bytes});
    }
  }
  return forms;
}

}  // namespace

std::vector<Form<Bytes>> received_forms(const Scheme& scheme, const Source& source) {
  auto forms = strict_forms(scheme, source);
  const auto strict = forms.size();
  for (const auto& value : source.values(scheme.signature)) {
    if (value.size() > longest_value) continue;
    for (const auto& whole : whole_readings(value)) {
      for (const auto& entry : entries_of(scheme, whole)) {
        for (const auto& bare : bare_readings(scheme, entry)) add_decoded(scheme, bare, forms);
      }
    }
  }
  const auto size = row_of(scheme.algorithm).size;
  for (std::size_t i = strict; i < forms.size(); ++i) {
    if (forms[i].change.steps == 0 && forms[i].value.size() == size) forms[i].change = unread();
  }
  if (scheme.algorithm == Algorithm::ecdsa_p256) {
    for (std::size_t i = 0, count = forms.size(); i < count; ++i) {
      if (forms[i].value.size() != 64) continue;
      const Change raw{Class::signature, "signature read as r and s instead of DER", std::string(misspelled), 1, 1};
      forms.push_back({both(forms[i].change, raw), crypto::der_ecdsa(forms[i].value)});
    }
  }
  return forms;
}

std::vector<Form<Bytes>> received_tokens(const Scheme& scheme, const Source& source) {
  std::vector<Form<Bytes>> forms;
  for (const auto& value : source.values(scheme.signature)) {
    for (const auto& whole : whole_readings(value)) {
      forms.push_back({whole.change, whole.text});
      const auto space = whole.text.find(' ');
      if (space == whole.text.npos) continue;
      auto bare = with(whole, whole.text.substr(space + 1),
                       fmt::format("{} in front of the token removed", whole.text.substr(0, space)), misspelled);
      forms.push_back({std::move(bare.change), std::move(bare.text)});
    }
  }
  return forms;
}

std::optional<Change> match_of(ByteView computed, const Form<Bytes>& received) {
  if (crypto::equal(computed, received.value)) return received.change;
  const auto size = std::min(computed.size(), received.value.size());
  if (size < least_bytes || computed.size() == received.value.size()) return std::nullopt;
  if (!crypto::equal(computed.substr(0, size), ByteView(received.value).substr(0, size))) return std::nullopt;
  const auto name = size < computed.size()
                        ? fmt::format("signature compared up to its {} bytes: its end is missing", size)
                        : fmt::format("{} bytes behind the signature dropped", received.value.size() - size);
  return both(received.change, {Class::signature, name, std::string(cut_short), 1, 1});
}

}  // namespace hookctl::signature
