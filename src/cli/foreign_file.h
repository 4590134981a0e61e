#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "capture/foreign.h"
#include "capture/select.h"
#include "cli/env.h"
#include "flow/recordings.h"

namespace hookctl::cli {

/// The requests of a file that another program wrote: HAR, `.http` or curl command lines; `-` is stdin. A command line
/// may name files in the file's own folder, and no others. Errors name the file.
Result<std::vector<capture::Foreign>> read_foreign_file(Env& env, const std::string& path);

/// Adds the captures that a selector names and that are wanted: of a capture log, or of such a file, where what is not
/// as it travelled is said on stderr.
Result<void> add_recordings(flow::Recordings& recordings, Env& env, const capture::Selector& selector,
                            const std::function<bool(const capture::Capture&)>& wanted);

}  // namespace hookctl::cli
