#include "cli/keys.h"

#include <fmt/format.h>

#include "cli/read_file.h"
#include "cli/secrets.h"
#include "provider/catalogue.h"

namespace hookctl::cli {
namespace {

/// A key given as itself, or as `@FILE`.
Result<Bytes> key_text(const std::string& value) {
  return value.starts_with('@') ? read_file(value.substr(1)) : Result<Bytes>(value);
}

Result<void> read_public_keys(const Settings& settings, std::vector<crypto::PublicKey>& keys) {
  for (const auto& value : settings.all("public-key")) {
    const auto text = key_text(value);
    if (!text) return settings.blame("public-key", text.error());
    auto key = crypto::PublicKey::parse(*text);
    if (!key) return settings.blame("public-key", key.error());
    keys.push_back(*std::move(key));
  }
  const auto path = settings.text("jwks");
  if (!path) return {};
  const auto text = read_file(*path);
  if (!text) return settings.blame("jwks", text.error());
  auto set = crypto::parse_jwks(*text);
  if (!set) return settings.blame("jwks", set.error());
  keys.insert(keys.end(), set->begin(), set->end());
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

Result<flow::Keyring> read_keyring(const Command& command, const Settings& settings, Env& env) {
  const auto names = provider::names();
  auto secrets = read_secrets(settings, env, names);
  if (!secrets) return secrets.error();
  signature::Keys asymmetric;
  if (find_option(command, "public-key") != nullptr) {
    if (const auto read = read_public_keys(settings, asymmetric.public_keys); !read) return read.error();
  }
  if (find_option(command, "private-key") != nullptr) {
    if (const auto read = read_private_key(settings, asymmetric.private_key); !read) return read.error();
  }
  flow::Keyring keyring{.common = asymmetric};
  keyring.common.secrets = std::move(secrets->common);
  for (auto& [provider, own] : secrets->by_provider) {
    keyring.by_provider[provider] = asymmetric;
    keyring.by_provider[provider].secrets = std::move(own);
  }
  return keyring;
}

}  // namespace hookctl::cli
