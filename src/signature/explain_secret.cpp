#include "signature/explain_secret.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"
#include "base/unicode.h"
#include "crypto/digest.h"
#include "crypto/encoding.h"

namespace hookctl::signature {
namespace {

using MaybeBytes = std::optional<Bytes>;

constexpr std::string_view space_here =
    "The secret here was copied with white space around it; trim the variable or file it comes from";
constexpr std::string_view space_there =
    "The sender was configured with white space at the end of its secret (echo adds a newline); set it again with "
    "printf";
constexpr std::string_view quotes_here =
    "The quotes are part of the secret here (docker --env-file keeps them); write it without";
constexpr std::string_view quotes_there =
    "The sender was configured with quotes around its secret; set it again without";
constexpr std::string_view invisible =
    "The secret here holds characters that cannot be seen; copy it again as plain text";
constexpr std::string_view prefix_kept = "The sender uses the secret with its prefix; it signs unlike this scheme says";
constexpr std::string_view prefix_lost = "The prefix of the secret was left out; copy it whole";
constexpr std::string_view prefix_extra = "The secret here has a prefix that is not part of it; leave it out";
constexpr std::string_view undecoded =
    "The sender signs with the text of the secret; have it decode the base64 before, as this scheme says";
constexpr std::string_view decoded_key =
    "The sender decodes the secret before it signs; have it use the text, as this scheme says";
constexpr std::string_view sixteen = "The sender handed the secret on as UTF-16; encode it as UTF-8 before signing";
constexpr std::string_view nothing =
    "The sender signs with an empty secret: its variable is not set; anybody can sign so";

/// A way to spell the text of a secret, or to make bytes of it.
struct SecretRow {
  std::string_view name;
  std::string_view advice;
  MaybeBytes (*transform)(ByteView secret);
};

template <char... end>
MaybeBytes ended(ByteView secret) {
  Bytes out(secret);
  (out.push_back(end), ...);
  return out;
}

template <char quote>
MaybeBytes in_quotes(ByteView secret) {
  return Bytes(1, quote).append(secret).append(1, quote);
}

MaybeBytes without(ByteView secret, std::string_view prefix) {
  if (!secret.starts_with(prefix)) return std::nullopt;
  return Bytes(secret.substr(prefix.size()));
}

MaybeBytes without_space(ByteView secret) {
  const auto first = secret.find_first_not_of(" \t\r\n");
  if (first == secret.npos) return std::nullopt;
  return Bytes(secret.substr(first, secret.find_last_not_of(" \t\r\n") + 1 - first));
}

MaybeBytes without_quotes(ByteView secret) {
  if (secret.size() < 3 || secret.front() != secret.back()) return std::nullopt;
  if (std::string_view("\"'`").find(secret.front()) == secret.npos) return std::nullopt;
  return Bytes(secret.substr(1, secret.size() - 2));
}

MaybeBytes without_invisible(ByteView secret) {
  constexpr std::array<std::string_view, 5> invisibles{"\xef\xbb\xbf", "\xe2\x80\x8b", "\xe2\x80\x8c", "\xe2\x80\x8d",
                                                       "\xc2\xa0"};
  Bytes out(secret);
  for (const auto each : invisibles) {
    for (auto at = out.find(each); at != out.npos; at = out.find(each)) out.erase(at, each.size());
  }
  return out;
}

ByteView after_prefix(ByteView secret) {
  constexpr std::string_view prefix = "whsec_";
  return secret.starts_with(prefix) ? secret.substr(prefix.size()) : secret;
}

MaybeBytes from_padded(ByteView secret) {
  Bytes padded(after_prefix(secret));
  while (padded.size() % 4 != 0) padded += '=';
  return crypto::from_base64(padded);
}

/// What decoders make of base64 that pass over everything else, as Node's do.
MaybeBytes from_lax(ByteView secret) {
  Bytes digits;
  for (const char c : after_prefix(secret)) {
    if (c == '=') break;
    const char digit = c == '+' ? '-' : c == '/' ? '_' : c;
    const bool known =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || digit == '-' || digit == '_';
    if (known) digits += digit;
  }
  if (digits.size() % 4 == 1) digits.pop_back();
  return crypto::from_base64url(digits);
}

constexpr std::array spellings{
    SecretRow{"white space around the secret removed", space_here, without_space},
    SecretRow{newlines_added_to_secret[0], space_there, ended<'\n'>},
    SecretRow{newlines_added_to_secret[1], space_there, ended<'\r', '\n'>},
    SecretRow{"CR added to the secret", space_there, ended<'\r'>},
    SecretRow{"space added to the secret", space_there, ended<' '>},
    SecretRow{"quotes around the secret removed", quotes_here, without_quotes},
    SecretRow{"double quotes put around the secret", quotes_there, in_quotes<'"'>},
    SecretRow{"single quotes put around the secret", quotes_there, in_quotes<'\''>},
    SecretRow{"invisible characters removed from the secret", invisible, without_invisible},
    SecretRow{"v1, in front of the secret removed", prefix_extra, [](ByteView s) { return without(s, "v1,"); }},
    SecretRow{"v1,whsec_ in front of the secret removed", prefix_extra,
              [](ByteView s) { return without(s, "v1,whsec_"); }},
    SecretRow{"Bearer in front of the secret removed", prefix_extra, [](ByteView s) { return without(s, "Bearer "); }},
    SecretRow{
        "whsec_ put in front of the secret", prefix_lost,
        [](ByteView s) { return s.starts_with("whsec_") ? MaybeBytes{} : MaybeBytes(Bytes("whsec_").append(s)); }},
};

constexpr std::array decodings{
    SecretRow{"secret used as text", undecoded, [](ByteView s) { return MaybeBytes(Bytes(after_prefix(s))); }},
    SecretRow{"secret used with its prefix", prefix_kept, [](ByteView s) { return MaybeBytes(Bytes(s)); }},
    SecretRow{"secret decoded as base64", decoded_key, from_padded},
    SecretRow{"secret decoded as base64url", decoded_key,
              [](ByteView s) { return crypto::from_base64url(after_prefix(s)); }},
    SecretRow{"secret decoded as hex", decoded_key, [](ByteView s) { return crypto::from_hex(after_prefix(s)); }},
    SecretRow{"secret decoded as base64 by a decoder that passes over what is wrong", decoded_key, from_lax},
    SecretRow{"secret encoded as base64", undecoded, [](ByteView s) { return MaybeBytes(crypto::to_base64(s)); }},
    SecretRow{"secret encoded as hex", undecoded, [](ByteView s) { return MaybeBytes(crypto::to_hex(s)); }},
    SecretRow{"secret encoded as UTF-16", sixteen, [](ByteView s) { return as_utf16(s, ByteOrder::little); }},
    SecretRow{"secret encoded as UTF-16 (big-endian)", sixteen, [](ByteView s) { return as_utf16(s, ByteOrder::big); }},
};

/// Collects keys, each once.
class Collection {
 public:
  void add(Change change, crypto::Secret key) {
    const auto same = [&](const Form<crypto::Secret>& form) {
      return crypto::equal(form.value.expose(), key.expose());
    };
    if (key.empty() || std::any_of(forms_.begin(), forms_.end(), same)) return;
    forms_.push_back({std::move(change), std::move(key)});
  }
  void add_empty(Change change) { forms_.push_back({std::move(change), crypto::Secret(Bytes{})}); }
  std::vector<Form<crypto::Secret>> take() { return std::move(forms_); }

 private:
  std::vector<Form<crypto::Secret>> forms_;
};

Change change_of(const SecretRow& row) { return {Class::secret, std::string(row.name), std::string(row.advice), 1, 1}; }

Change other_secret() {
  return {Class::secret, "another of the given secrets used",
          "The delivery is signed with the secret of another endpoint or provider; give this one its own", 1, 2};
}

}  // namespace

std::vector<Form<crypto::Secret>> key_forms(const Scheme& scheme, const Keys& keys,
                                            std::span<const crypto::Secret> others) {
  Collection collection;
  const auto add = [&](Change change, const crypto::Secret& secret) {
    if (auto key = key_of(scheme.key, secret)) collection.add(std::move(change), *std::move(key));
  };
  for (const auto& secret : keys.secrets) add({}, secret);
  for (const auto& secret : keys.secrets) {
    for (const auto& row : spellings) {
      if (auto text = row.transform(secret.expose())) add(change_of(row), crypto::Secret(*std::move(text)));
    }
    for (const auto& row : decodings) {
      if (auto key = row.transform(secret.expose())) collection.add(change_of(row), crypto::Secret(*std::move(key)));
    }
  }
  for (const auto& secret : others) add(other_secret(), secret);
  for (const auto& secret : keys.secrets) {
    for (const auto& spelling : spellings) {
      const auto text = spelling.transform(secret.expose());
      if (!text) continue;
      for (const auto& decoding : decodings) {
        auto key = decoding.transform(*text);
        if (key) collection.add(both(change_of(spelling), change_of(decoding)), crypto::Secret(*std::move(key)));
      }
    }
  }
  collection.add_empty({Class::secret, "an empty secret used", std::string(nothing), 1, 3});
  return collection.take();
}

std::vector<Form<crypto::Secret>> token_forms(const Keys& keys, std::span<const crypto::Secret> others) {
  Collection collection;
  for (const auto& secret : keys.secrets) collection.add({}, secret);
  for (const auto& secret : keys.secrets) {
    for (const auto& row : spellings) {
      if (auto text = row.transform(secret.expose())) collection.add(change_of(row), crypto::Secret(*std::move(text)));
    }
  }
  for (const auto& secret : others) collection.add(other_secret(), secret);
  return collection.take();
}

}  // namespace hookctl::signature
