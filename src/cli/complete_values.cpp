#include <fmt/format.h>

#include "capture/log_reader.h"
#include "cli/complete.h"
#include "cli/provider_option.h"
#include "cli/resolve.h"

namespace hookctl::cli {
namespace {

/// The providers that `providers list` knows here; hookctl's own where a settings file is broken.
provider::Catalogue known_catalogue(const Env& env, Commands commands) {
  const auto settings = resolve_settings(providers_list_command, {}, env, commands);
  if (!settings) return {};
  auto catalogue = read_catalogue(providers_list_command, *settings);
  return catalogue ? *std::move(catalogue) : provider::Catalogue{};
}

std::vector<Candidate> names_of(const provider::Catalogue& catalogue) {
  std::vector<Candidate> found;
  for (const auto& row : catalogue.rows()) found.push_back({std::string(row.name), std::string(row.title)});
  return found;
}

std::vector<Candidate> captures_of(const std::string& file) {
  std::vector<Candidate> found;
  const auto log = capture::read_log(file);
  if (!log) return found;
  for (const auto& each : log->captures) {
    found.push_back(
        {fmt::format("{}#{}", file, each.seq), fmt::format("{} {}", each.request.method, each.request.target)});
  }
  return found;
}

}  // namespace

Suggestions known_suggestions(const Env& env, Commands commands) {
  return {.providers = [&env, commands] { return names_of(known_catalogue(env, commands)); }, .captures = captures_of};
}

}  // namespace hookctl::cli
