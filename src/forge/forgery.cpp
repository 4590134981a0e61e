#include "forge/forgery.h"

#include <fmt/format.h>

#include <array>

#include "base/json.h"
#include "base/text.h"
#include "crypto/digest.h"
#include "crypto/encoding.h"

namespace hookctl::forge {
namespace {

using signature::Algorithm;
using signature::KeyRule;

Made not_applicable(std::string reason) { return {.not_applicable = std::move(reason)}; }

/// The signed request, changed afterwards by `change`.
template <typename Change>
Result<Made> signed_then(const Genuine& genuine, Change change) {
  auto request = signature::signed_request(genuine.scheme, genuine.keys, genuine.request, genuine.stamp);
  if (!request) return request.error();
  change(*request);
  return Made{.requests = {{*std::move(request)}}};
}

/// Bytes that look random and depend on the seed alone.
Bytes seeded_bytes(std::uint64_t seed, std::size_t count) {
  Bytes bytes;
  for (int block = 0; bytes.size() < count; ++block) {
    bytes += crypto::digest(crypto::Digest::sha256, fmt::format("hookctl {} {}", seed, block));
  }
  bytes.resize(count);
  return bytes;
}

/// A secret of the same form and length as the first one, which the receiver does not know.
crypto::Secret other_secret(KeyRule rule, const signature::Keys& keys, std::uint64_t seed) {
  const auto size = keys.secrets.empty() ? 32 : keys.secrets.front().expose().size();
  if (rule == KeyRule::base64_after_prefix) {
    const auto key = signature::key_of(rule, keys.secrets.front());
    return crypto::Secret("whsec_" + crypto::to_base64(seeded_bytes(seed, key ? key->expose().size() : 32)));
  }
  return crypto::Secret(crypto::to_hex(seeded_bytes(seed, size)).substr(0, size));
}

/// A private key which the receiver does not know; only Ed25519 keys can be drawn from a seed.
crypto::PrivateKey other_private_key(crypto::Signing signing, std::uint64_t seed) {
  if (signing != crypto::Signing::ed25519) return crypto::PrivateKey::generate(signing);
  return *crypto::PrivateKey::parse(crypto::to_hex(seeded_bytes(seed, 32)));
}

/// The body with one bit flipped, at a place the seed chooses; JSON stays JSON, so that a receiver which does not look
/// at the signature has no other reason to refuse it.
Bytes tampered(const Bytes& body, std::uint64_t seed) {
  const bool is_json = static_cast<bool>(json::parse(body));
  for (std::size_t step = 0; step < body.size(); ++step) {
    auto changed = body;
    changed[(seed + step) % body.size()] ^= 1;
    if (!is_json || json::parse(changed)) return changed;
  }
  auto changed = body;
  changed[seed % body.size()] ^= 1;
  return changed;
}

Result<Made> make_control(const Genuine& genuine) {
  return signed_then(genuine, [](Request&) {});
}

Result<Made> make_missing(const Genuine& genuine) {
  return signed_then(genuine, [&](Request& request) { request.headers.erase(genuine.scheme.signature.header); });
}

Result<Made> make_wrong_key(const Genuine& genuine) {
  signature::Keys others;
  if (signature::is_asymmetric(genuine.scheme.algorithm)) {
    others.private_key = other_private_key(signature::row_of(genuine.scheme.algorithm).signing, genuine.seed);
  } else {
    others.secrets.push_back(other_secret(genuine.scheme.key, genuine.keys, genuine.seed));
  }
  auto request = signature::signed_request(genuine.scheme, others, genuine.request, genuine.stamp);
  if (!request) return request.error();
  return Made{.requests = {{*std::move(request)}}};
}

Result<Made> make_tampered_body(const Genuine& genuine) {
  if (genuine.request.body.empty()) return not_applicable("the body is empty");
  if (genuine.scheme.algorithm == Algorithm::token) {
    return not_applicable(fmt::format("{} signs nothing: any body passes with its token", genuine.provider.name));
  }
  return signed_then(genuine, [&](Request& request) { request.body = tampered(request.body, genuine.seed); });
}

Result<Made> make_stale(const Genuine& genuine) {
  if (!signature::signs_time(genuine.scheme)) {
    return not_applicable(
        fmt::format("{} signs no timestamp: a replayed body cannot be told from a new one", genuine.provider.name));
  }
  if (!genuine.scheme.tolerance.past) return not_applicable(fmt::format("{} allows any age", genuine.provider.name));
  const auto old =
      signature::stamp_at(genuine.scheme, genuine.stamp.id, genuine.now - *genuine.scheme.tolerance.past - Seconds{1});
  auto request = signature::signed_request(genuine.scheme, genuine.keys, genuine.request, old);
  if (!request) return request.error();
  return Made{.requests = {{*std::move(request)}}};
}

constexpr Forgery control_row{"control", Due::accept, "correctly signed", make_control};

constexpr std::array rows{
    Forgery{"missing", Due::refuse, "no signature header", make_missing},
    Forgery{"wrong-key", Due::refuse, "signed with a secret the receiver does not know", make_wrong_key},
    Forgery{"tampered-body", Due::refuse, "one bit of the body flipped after signing", make_tampered_body},
    Forgery{"stale", Due::refuse, "correctly signed, one second older than allowed", make_stale},
};

}  // namespace

std::string_view to_text(Due due) {
  constexpr std::array<std::string_view, 3> words{"4xx", "2xx", "any"};
  return words[static_cast<std::size_t>(due)];
}

const Forgery& control() { return control_row; }

std::span<const Forgery> forgeries() { return rows; }

Result<std::vector<const Forgery*>> forgeries_named(std::string_view list) {
  std::vector<std::string_view> known{"all"};
  for (const auto& row : rows) known.push_back(row.name);
  std::vector<const Forgery*> found;
  for (const auto name : split(list, ',')) {
    const auto before = found.size();
    for (const auto& row : rows) {
      if (name == row.name || name == "all") found.push_back(&row);
    }
    if (found.size() == before) {
      return Error{fmt::format("unknown forgery '{}'", name), did_you_mean(name, known)};
    }
  }
  return found;
}

}  // namespace hookctl::forge
