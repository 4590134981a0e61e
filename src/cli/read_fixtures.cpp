#include "cli/read_fixtures.h"

#include <fmt/format.h>

#include <filesystem>

#include "base/text.h"
#include "cli/expect_options.h"
#include "cli/read_file.h"
#include "flow/recorded_fixture.h"

namespace hookctl::cli {
namespace {

namespace fs = std::filesystem;

/// Whether a name stays below the folder it is taken from.
bool stays_inside(const std::string& name) {
  const fs::path path(name);
  if (name.empty() || path.is_absolute()) return false;
  for (const auto& part : path) {
    if (part == "..") return false;
  }
  return true;
}

Result<std::string> serve(flow::AssetServer& assets, const std::string& fixture, const std::string& name) {
  auto bytes = read_asset(fixture, name);
  if (!bytes) return bytes.error();
  return assets.add(name, *std::move(bytes));
}

Result<flow::Recorded> read_one(const std::string& path, const Settings& settings, const Env& env,
                                std::span<const provider::Provider> known, flow::AssetServer& assets) {
  auto fixture = capture::read_fixture(path);
  if (!fixture) return fixture.error();
  auto expect = read_expectations(settings, fixture->expect);
  if (!expect) {
    return Error{fmt::format("fixture '{}': {}", escape_for_terminal(path), expect.error().message),
                 expect.error().hint};
  }
  auto recorded = flow::recorded_of(*std::move(fixture), path,
                                    {.now = env.clock.now(),
                                     .uuid = flow::fresh_uuid(),
                                     .variable = env.variable,
                                     .asset_url = [&](const std::string& name) { return serve(assets, path, name); }},
                                    known);
  if (recorded) recorded->expect = *std::move(expect);
  return recorded;
}

}  // namespace

bool means_fixtures(const std::string& path) {
  std::error_code unknown;
  return path.ends_with(capture::fixture_suffix) || fs::is_directory(path, unknown);
}

Result<std::vector<std::string>> fixture_paths(const std::string& path) {
  if (path.ends_with(capture::fixture_suffix)) return std::vector{path};
  return capture::fixtures_in(path);
}

Result<Bytes> read_asset(const std::string& fixture, const std::string& name) {
  if (stays_inside(name)) return read_file((fs::path(fixture).parent_path() / name).string());
  return Error{fmt::format("{{{{asset:{}}}}} leaves the folder of the fixture", escape_for_terminal(name)),
               "put the file beside the fixture and name it from there: {{asset:cat.png}}"};
}

Result<void> add_fixtures(flow::Recordings& recordings, const std::string& path, const Settings& settings,
                          const Env& env, std::span<const provider::Provider> known, flow::AssetServer& assets,
                          const std::function<bool(const capture::Capture&)>& wanted) {
  const auto paths = fixture_paths(path);
  if (!paths) return paths.error();
  for (const auto& each : *paths) {
    auto one = read_one(each, settings, env, known, assets);
    if (!one) return one.error();
    if (wanted(one->capture)) recordings.add(*std::move(one));
  }
  return {};
}

}  // namespace hookctl::cli
