#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "cli/env.h"
#include "cli/settings.h"
#include "flow/asset_server.h"
#include "flow/replay_options.h"

namespace hookctl::cli {

/// Whether an argument means fixtures: a folder of them, or a file `NAME.hook.json`.
bool means_fixtures(const std::string& path);

/// The path of a fixture, or those of all in a folder and below it. None is an error.
Result<std::vector<std::string>> fixture_paths(const std::string& path);

/// The bytes of a file that a fixture names by `{{asset:NAME}}`, which must lie beside the fixture or below.
Result<Bytes> read_asset(const std::string& fixture, const std::string& name);

/// Adds those fixtures of a file or folder that are wanted, ready to be sent: blanks filled, what they expect read, and
/// their events as the known providers have them. Files that they point to are served by `assets`, and must lie beside
/// the fixture or below.
Result<void> add_fixtures(flow::Recordings& recordings, const std::string& path, const Settings& settings,
                          const Env& env, std::span<const provider::Provider> known, flow::AssetServer& assets,
                          const std::function<bool(const capture::Capture&)>& wanted);

}  // namespace hookctl::cli
