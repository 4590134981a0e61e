#include "signature/explain_algorithm.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace hookctl::signature {
namespace {

using crypto::Digest;

constexpr std::string_view secret_placeholder = "{secret}";

struct DigestRow {
  Digest digest;
  std::string_view name;
  std::size_t size;
};

constexpr std::array digests{DigestRow{Digest::sha256, "SHA-256", 32}, DigestRow{Digest::sha1, "SHA-1", 20},
                             DigestRow{Digest::sha512, "SHA-512", 64}, DigestRow{Digest::sha384, "SHA-384", 48}};

struct MixingRow {
  Mixing mixing;
  std::string_view name;
};

constexpr std::array mixings{MixingRow{Mixing::hmac, "HMAC-{}"},
                             MixingRow{Mixing::key_first, "plain {} of the secret and the text"},
                             MixingRow{Mixing::key_last, "plain {} of the text and the secret"},
                             MixingRow{Mixing::text_alone, "plain {} of the text, without the secret,"}};

std::string advice_for(Mixing mixing) {
  if (mixing == Mixing::text_alone)
    return "The sender signs with a hash that needs no secret, so anybody can; have it use HMAC";
  return "The sender signs with another algorithm than this scheme says; choose the one whose header this is";
}

Hashing own_hashing(const Scheme& scheme) {
  const auto& row = row_of(scheme.algorithm);
  if (row.family == Family::token) return {Mixing::key_alone, row.digest};
  if (row.family != Family::hash) return {Mixing::hmac, row.digest};
  if (scheme.input.starts_with(secret_placeholder)) return {Mixing::key_first, row.digest};
  if (scheme.input.ends_with(secret_placeholder)) return {Mixing::key_last, row.digest};
  return {Mixing::text_alone, row.digest};
}

}  // namespace

Bytes computed(const Hashing& hashing, const crypto::Secret& key, ByteView text) {
  switch (hashing.mixing) {
    case Mixing::hmac:
      return crypto::hmac(hashing.digest, key, text);
    case Mixing::key_first:
      return crypto::digest(hashing.digest, Bytes(key.expose()).append(text));
    case Mixing::key_last:
      return crypto::digest(hashing.digest, Bytes(text).append(key.expose()));
    case Mixing::text_alone:
      return crypto::digest(hashing.digest, text);
    case Mixing::key_alone:
      return Bytes(key.expose());
  }
  return {};
}

std::vector<Form<Hashing>> hashings(const Scheme& scheme, const std::vector<std::size_t>& sizes) {
  std::vector<Form<Hashing>> forms;
  const auto own = own_hashing(scheme);
  const bool key_pair = is_asymmetric(scheme.algorithm);
  if (!key_pair) forms.push_back({{}, own});
  if (own.mixing == Mixing::key_alone) return forms;
  for (const auto& digest : digests) {
    if (std::find(sizes.begin(), sizes.end(), digest.size) == sizes.end()) continue;
    for (const auto& mixing : mixings) {
      if (!key_pair && mixing.mixing == own.mixing && digest.digest == own.digest) continue;
      auto name = fmt::format(fmt::runtime(mixing.name), digest.name) +
                  fmt::format(" instead of {}", row_of(scheme.algorithm).name);
      forms.push_back(
          {{Class::algorithm, std::move(name), advice_for(mixing.mixing), 1, 2}, {mixing.mixing, digest.digest}});
    }
  }
  return forms;
}

std::string_view input_without_secret(const Scheme& scheme) {
  auto input = scheme.input;
  if (row_of(scheme.algorithm).family != Family::hash) return input;
  if (input.starts_with(secret_placeholder))
    input.remove_prefix(secret_placeholder.size());
  else if (input.ends_with(secret_placeholder))
    input.remove_suffix(secret_placeholder.size());
  return input;
}

}  // namespace hookctl::signature
