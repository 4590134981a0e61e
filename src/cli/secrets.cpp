#include "cli/secrets.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/read_file.h"
#include "cli/say.h"

namespace hookctl::cli {
namespace {

/// What one option value yields.
struct Material {
  Bytes bytes;
  bool newline_dropped = false;
};

Error empty_secret(std::string_view place) {
  return {fmt::format("{}: the secret is empty", place),
          "anyone can sign with an empty key; give the provider's secret"};
}

/// People put the secret itself where a variable's name belongs; only what cannot be one is shown.
bool is_surely_a_name(std::string_view text) {
  return text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == text.npos &&
         (text.find('_') != text.npos || text.size() < 16);
}

Result<Material> from_variable(Env& env, const std::string& name) {
  if (auto value = env.variable(name)) return Material{*std::move(value)};
  if (is_surely_a_name(name))
    return Error{fmt::format("the variable {} is not set", name), fmt::format("export {}=...", name)};
  return Error{"there is no such variable", "give the name of the environment variable that holds the secret"};
}

Result<Material> from_file(Env& env, const std::string& path) {
  auto bytes = path == "-" ? env.in.read_all(env.stop()) : read_file(path);
  if (!bytes && path == "-") return bytes.error();
  if (!bytes) return Error{"cannot read the file", "give the name of a file that holds the secret, or - for stdin"};
  Material material{*std::move(bytes)};
  if (!material.bytes.ends_with('\n')) return material;
  material.newline_dropped = true;
  material.bytes.pop_back();
  if (material.bytes.ends_with('\r')) material.bytes.pop_back();
  return material;
}

Result<Material> from_value(Env&, const std::string& value) { return Material{value}; }

struct Reader {
  std::string_view option;
  Result<Material> (*read)(Env& env, const std::string& value);
};

constexpr std::array readers{
    Reader{"secret-env", from_variable},
    Reader{"secret-file", from_file},
    Reader{"secret", from_value},
};

/// All secrets that one source gives by the three options.
Result<GivenSecrets> read_options(const Settings& settings, Env& env, Origin origin) {
  GivenSecrets given;
  for (const auto& [option, read] : readers) {
    if (settings.source(option).origin != origin) continue;
    for (const auto& value : settings.all(option)) {
      auto material = read(env, value);
      if (!material) return settings.blame(option, material.error());
      if (material->bytes.empty()) return empty_secret(settings.source(option).place);
      given.newline_dropped = given.newline_dropped || material->newline_dropped;
      given.common.emplace_back(std::move(material->bytes));
    }
  }
  return given;
}

Result<GivenSecrets> read_provider_variables(const Env& env, std::span<const std::string_view> names) {
  GivenSecrets given;
  for (const auto name : names) {
    const auto variable = provider_variable(name);
    auto value = env.variable(variable);
    if (!value) continue;
    if (value->empty()) return empty_secret(variable);
    given.by_provider[std::string(name)].emplace_back(*std::move(value));
  }
  return given;
}

}  // namespace

const std::vector<crypto::Secret>& GivenSecrets::for_provider(std::string_view name) const {
  const auto found = by_provider.find(name);
  return found == by_provider.end() ? common : found->second;
}

Result<GivenSecrets> read_secrets(const Settings& settings, Env& env,
                                  std::span<const std::string_view> provider_names) {
  auto origin = Origin::fallback;
  for (const auto& option : secret_options) origin = std::min(origin, settings.source(option.name).origin);
  if (origin > Origin::environment && env.variable("HOOKCTL_SECRET") == "") return empty_secret("HOOKCTL_SECRET");
  if (settings.source("secret").origin == Origin::flag) {
    warn(env, "--secret is visible to other users of this machine; --secret-env and --secret-file are not");
  }
  if (origin == Origin::fallback) return read_provider_variables(env, provider_names);
  return read_options(settings, env, origin);
}

Result<std::optional<crypto::Secret>> read_old_secret(const Settings& settings, Env& env) {
  for (const auto& [option, read] : {Reader{"old-secret-env", from_variable}, Reader{"old-secret-file", from_file}}) {
    const auto value = settings.text(option);
    if (!value) continue;
    auto material = read(env, *value);
    if (!material) return settings.blame(option, material.error());
    if (material->bytes.empty()) return empty_secret(settings.source(option).place);
    return std::optional(crypto::Secret(std::move(material->bytes)));
  }
  return std::optional<crypto::Secret>();
}

std::string provider_variable(std::string_view provider) { return upper_snake(provider) + "_WEBHOOK_SECRET"; }

}  // namespace hookctl::cli
