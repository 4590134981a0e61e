#pragma once

#include <optional>
#include <vector>

#include "base/result.h"
#include "capture/capture.h"
#include "cli/env.h"
#include "cli/settings.h"
#include "flow/simulate_options.h"
#include "provider/provider.h"

namespace hookctl::cli {

/// The capture that CAPTURE names, if it is given; several are an error.
Result<std::optional<capture::Capture>> read_one_capture(const Settings& settings);

/// Who sent a capture, by its verdict or by what it looks like; null for nobody known.
const provider::Provider* sender_of(const capture::Capture& capture, std::span<const provider::Provider> known);

/// The events to deliver: the capture, the body of `--body`, or a sample with a fresh id for each. All have the headers
/// of `-H`, none is signed.
Result<std::vector<flow::SimulatedEvent>> read_events(Env& env, const Settings& settings, const provider::Provider& row,
                                                      const std::optional<capture::Capture>& captured);

}  // namespace hookctl::cli
