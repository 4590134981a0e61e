#pragma once

#include <string>

#include "flow/listen.h"

namespace hookctl::report {

/// The last lines: why listening ended, what was counted, by provider where there were several, and which expected ids
/// are missing.
std::string end_text(const flow::ListenSummary& summary);
std::string end_json(const flow::ListenSummary& summary);

/// The counts as Prometheus reads them (text format 0.0.4).
std::string metrics_text(const flow::Tally& tally);

}  // namespace hookctl::report
