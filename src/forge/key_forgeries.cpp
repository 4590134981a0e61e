#include <fmt/format.h>

#include <array>

#include "crypto/digest.h"
#include "crypto/encoding.h"
#include "forge/groups.h"
#include "forge/jwt.h"
#include "forge/seal.h"
#include "forge/throwaway_key.h"
#include "forge/unfit.h"

namespace hookctl::forge {
namespace {

using signature::Family;
using signature::KeyRule;
using signature::Keys;

/// A key under a name.
struct NamedKey {
  std::string name;
  Bytes key;
};

Result<Request> signed_by_key(const Genuine& genuine, const Bytes& key) {
  auto sealed = seal_with_key(genuine, key);
  if (!sealed) return sealed.error();
  return with_entries(genuine, std::move(sealed->request), {entry(genuine.scheme, sealed->signatures.front())});
}

Keys others(const Genuine& genuine, std::string_view what_for) {
  Keys keys;
  keys.webhook_id = genuine.keys.webhook_id;
  if (signature::is_asymmetric(genuine.scheme.algorithm)) {
    keys.private_key = throwaway_key(signature::row_of(genuine.scheme.algorithm).signing, genuine.seed, what_for);
  } else {
    keys.secrets.push_back(throwaway_secret(genuine.scheme, genuine.keys, genuine.seed, what_for));
  }
  return keys;
}

Result<Made> wrong_key(const Genuine& genuine) { return only(sign(genuine, others(genuine, "wrong-key"))); }

Result<Made> other_endpoint(const Genuine& genuine) { return only(sign(genuine, others(genuine, "other-endpoint"))); }

Result<Made> empty_key(const Genuine& genuine) { return only(signed_by_key(genuine, "")); }

std::string unless_base64_key(const Genuine& genuine) {
  if (auto none = unfit::unless_secret(genuine); !none.empty()) return none;
  const auto rule = genuine.scheme.key;
  if (rule == KeyRule::base64_after_prefix || rule == KeyRule::base64_if_prefixed) return {};
  return fmt::format("{} takes its secret as text, not as base64", genuine.provider.name);
}

std::string unless_prefixed_key(const Genuine& genuine) {
  if (auto none = unfit::unless_secret(genuine); !none.empty()) return none;
  if (genuine.scheme.key != KeyRule::text) return {};
  return fmt::format("{} takes its whole secret as it is", genuine.provider.name);
}

/// Decoders that skip what is not base64 find an empty key in it, which is a forgery of its own.
Result<Made> garbage_key(const Genuine& genuine) {
  const std::array keys{NamedKey{"zero-bits", Bytes(3, '\0')}, NamedKey{"one-bits", Bytes(3, '\xff')},
                        NamedKey{"text", "!!!!"}, NamedKey{"prefixed", "whsec_!!!!"}};
  return each(keys, [&](const NamedKey& row) { return signed_by_key(genuine, row.key); });
}

Result<Made> undecoded_key(const Genuine& genuine) {
  const Bytes secret(genuine.keys.secrets.front().expose());
  const auto bare = secret.starts_with("whsec_") ? secret.substr(6) : secret;
  const auto right = signature::key_of(genuine.scheme.key, genuine.keys.secrets.front());
  std::vector<NamedKey> keys;
  for (auto& named : {NamedKey{"prefixed", "whsec_" + bare}, NamedKey{"base64-text", bare}}) {
    if (!right || named.key != right->expose()) keys.push_back(named);
  }
  return each(keys, [&](const NamedKey& row) { return signed_by_key(genuine, row.key); });
}

std::string unless_decodable_key(const Genuine& genuine) {
  if (auto none = unfit::unless_secret(genuine); !none.empty()) return none;
  const auto rule = genuine.scheme.key;
  if (rule == KeyRule::text || rule == KeyRule::text_after_prefix) return {};
  return fmt::format("{} takes its secret base64-decoded", genuine.provider.name);
}

/// Some receivers decode what is the key as it stands.
Result<Made> decoded_key(const Genuine& genuine) {
  const std::string_view secret = genuine.keys.secrets.front().expose();
  const auto bare = secret.starts_with("whsec_") ? secret.substr(6) : secret;
  std::vector<NamedKey> keys;
  if (const auto key = crypto::from_base64(bare); key && !key->empty()) keys.push_back({"base64", *key});
  if (const auto key = crypto::from_hex(bare); key && !key->empty()) keys.push_back({"hex", *key});
  if (keys.empty()) return Made{.not_applicable = "the secret is neither base64 nor hex"};
  return each(keys, [&](const NamedKey& row) { return signed_by_key(genuine, row.key); });
}

Result<Made> by_secret(const Genuine& genuine, const crypto::Secret& secret) {
  Keys keys;
  keys.secrets.push_back(secret);
  return only(sign(genuine, keys));
}

Result<Made> old_key_configured(const Genuine& genuine) { return by_secret(genuine, genuine.keys.secrets[1]); }

Result<Made> old_key_removed(const Genuine& genuine) { return by_secret(genuine, *genuine.old_secret); }

std::string pem_of(ByteView spki) {
  std::string pem = "-----BEGIN PUBLIC KEY-----\n";
  const auto text = crypto::to_base64(spki);
  for (std::size_t at = 0; at < text.size(); at += 64) pem += text.substr(at, 64) + "\n";
  return pem + "-----END PUBLIC KEY-----\n";
}

/// A public key in the forms in which it may have been configured as a secret.
std::vector<NamedKey> texts_of(const crypto::PublicKey& key) {
  const auto spki = key.spki();
  std::vector<NamedKey> texts{{"pem", pem_of(spki)}, {"der", spki}};
  if (const auto raw = key.raw(); !raw.empty()) {
    texts.push_back({"raw", raw});
    texts.push_back({"hex", crypto::to_hex(raw)});
    texts.push_back({"base64", crypto::to_base64(raw)});
    texts.push_back({"whpk", "whpk_" + crypto::to_base64(raw)});
  }
  return texts;
}

Result<Request> with_jwt(const Genuine& genuine, const std::string& token) {
  return with_value(genuine.request, genuine.scheme.signature, token);
}

/// A JWT may name its algorithm, and the key to check it with; a receiver must not believe it.
Result<Made> jwt_confusion(const Genuine& genuine, const std::vector<NamedKey>& texts) {
  auto all = each(texts, [&](const NamedKey& row) {
    const auto token = unsigned_jwt(genuine, R"({"alg":"HS256","typ":"JWT"})");
    const auto mac = crypto::hmac(crypto::Digest::sha256, crypto::Secret(row.key), token);
    return with_jwt(genuine, token + "." + crypto::to_base64url(mac));
  });
  for (const std::string_view none : {"none", "None", "NONE"}) {
    const auto header = fmt::format(R"({{"alg":"{}","typ":"JWT"}})", none);
    auto request = with_jwt(genuine, unsigned_jwt(genuine, header) + ".");
    if (request) all->requests.push_back({*std::move(request), fmt::format("alg-{}", none)});
  }
  const auto signing = signature::row_of(genuine.scheme.algorithm).signing;
  const auto other = throwaway_key(signing, genuine.seed, "key-confusion");
  const auto set = crypto::to_jwks({other.public_key()});
  const std::string_view name = signing == crypto::Signing::ecdsa_p256_sha256 ? "ES256" : "RS256";
  const auto jwk = std::string_view(set).substr(9, set.size() - 11);  // within {"keys":[…]}
  const auto token = unsigned_jwt(genuine, fmt::format(R"({{"alg":"{}","typ":"JWT","jwk":{}}})", name, jwk));
  auto proof = other.sign(signing, token);
  if (signing == crypto::Signing::ecdsa_p256_sha256) proof = crypto::raw_ecdsa(proof);
  auto request = with_jwt(genuine, token + "." + crypto::to_base64url(proof));
  if (request) all->requests.push_back({*std::move(request), "embedded-jwk"});
  return all;
}

Result<Made> key_confusion(const Genuine& genuine) {
  const auto texts = texts_of(genuine.keys.private_key->public_key());
  if (signature::row_of(genuine.scheme.algorithm).family == Family::jwt) return jwt_confusion(genuine, texts);
  const auto input = signature::input_to_sign(genuine.scheme, genuine.keys, genuine.request, genuine.stamp);
  if (!input) return input.error();
  const auto sealed = seal(genuine);
  if (!sealed) return sealed.error();
  // Where an HMAC has a label of its own, the receiver is led there.
  const auto label = genuine.scheme.prefix == "v1a," ? "v1" : label_of(genuine.scheme);
  return each(texts, [&](const NamedKey& row) {
    const auto mac = crypto::hmac(crypto::Digest::sha256, crypto::Secret(row.key), *input);
    const auto text = spelled(genuine.scheme, "", mac);
    return with_entries(genuine, sealed->request, {entry_labelled(genuine.scheme, label, text)});
  });
}

constexpr std::array rows{
    Forgery{"wrong-key", Due::refuse, "signed with a secret the receiver does not know", unfit::never, wrong_key},
    Forgery{"empty-key", Due::refuse, "signed with the empty key", unfit::unless_secret, empty_key},
    Forgery{"garbage-key", Due::refuse, "signed with what a lax base64 decoder makes of whsec_!!!!", unless_base64_key,
            garbage_key},
    Forgery{"undecoded-key", Due::refuse, "signed with the text of the secret, a common mistake of integrations",
            unless_prefixed_key, undecoded_key, true},
    Forgery{"decoded-key", Due::refuse, "signed with the base64- or hex-decoded secret, where it is the key as it is",
            unless_decodable_key, decoded_key, true},
    Forgery{"other-endpoint", Due::refuse, "signed with the secret of another endpoint", unfit::never, other_endpoint},
    Forgery{"old-key-configured", Due::accept, "signed with the second secret alone", unfit::unless_other_secret,
            old_key_configured},
    Forgery{"old-key-removed", Due::refuse, "signed with a secret that was valid once", unfit::unless_old_secret,
            old_key_removed},
    Forgery{"key-confusion", Due::refuse, "signed by HMAC with the public key, or as the JWT itself says",
            unfit::unless_key_pair, key_confusion},
};

}  // namespace

std::span<const Forgery> key_forgeries() { return rows; }

}  // namespace hookctl::forge
