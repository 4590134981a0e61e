#include "cli/keys.h"

#include <fmt/format.h>

#include "cli/fetch_jwks.h"
#include "cli/read_file.h"
#include "cli/secrets.h"

namespace hookctl::cli {
namespace {

/// A key given as itself, or as `@FILE`.
Result<Bytes> key_text(const std::string& value) {
  return value.starts_with('@') ? read_file(value.substr(1)) : Result<Bytes>(value);
}

using PublicKeys = std::vector<crypto::PublicKey>;

Result<void> add_jwks(const Result<Bytes>& text, PublicKeys& keys) {
  if (!text) return text.error();
  const auto set = crypto::parse_jwks(*text);
  if (!set) return set.error();
  keys.insert(keys.end(), set->begin(), set->end());
  return {};
}

Result<void> read_public_keys(const Settings& settings, const Env& env, PublicKeys& keys) {
  for (const auto& value : settings.all("public-key")) {
    const auto text = key_text(value);
    if (!text) return settings.blame("public-key", text.error());
    auto key = crypto::PublicKey::parse(*text);
    if (!key) return settings.blame("public-key", key.error());
    keys.push_back(*std::move(key));
  }
  if (const auto path = settings.text("jwks")) {
    if (const auto added = add_jwks(read_file(*path), keys); !added) return settings.blame("jwks", added.error());
  }
  if (const auto url = settings.text("jwks-url")) {
    const auto added = add_jwks(fetch_jwks(*url, env.stop()), keys);
    if (!added) return settings.blame("jwks-url", added.error());
  }
  return {};
}

Result<void> read_private_key(const Settings& settings, std::optional<crypto::PrivateKey>& key) {
  const auto value = settings.text("private-key");
  if (!value) return {};
  const auto text = key_text(*value);
  if (!text) return settings.blame("private-key", text.error());
  auto parsed = crypto::PrivateKey::parse(*text);
  if (!parsed) return settings.blame("private-key", parsed.error());
  key = *std::move(parsed);
  return {};
}

}  // namespace

Result<flow::Keyring> read_keyring(const Command& command, const Settings& settings, Env& env,
                                   const provider::Catalogue& catalogue) {
  const auto names = catalogue.names();
  auto secrets = read_secrets(settings, env, names);
  if (!secrets) return secrets.error();
  signature::Keys asymmetric;
  if (find_option(command, "public-key") != nullptr) {
    if (const auto read = read_public_keys(settings, env, asymmetric.public_keys); !read) return read.error();
  }
  if (find_option(command, "private-key") != nullptr) {
    if (const auto read = read_private_key(settings, asymmetric.private_key); !read) return read.error();
  }
  if (find_option(command, "webhook-id") != nullptr) asymmetric.webhook_id = settings.text("webhook-id").value_or("");
  flow::Keyring keyring{.common = asymmetric, .newline_dropped = secrets->newline_dropped};
  keyring.common.secrets = std::move(secrets->common);
  for (auto& [provider, own] : secrets->by_provider) {
    keyring.by_provider[provider] = asymmetric;
    keyring.by_provider[provider].secrets = std::move(own);
  }
  return keyring;
}

}  // namespace hookctl::cli
