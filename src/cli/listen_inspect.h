#pragma once

#include <optional>

#include "base/clock.h"
#include "base/result.h"
#include "cli/listen_options.h"
#include "flow/listen.h"
#include "inspector/inspector.h"

namespace hookctl::cli {

/// Opens the inspector beside a listener, where one is wanted: of its log, its keys and its apps, and able to change
/// its answers. The plan gets its address.
Result<std::optional<inspector::Inspector>> open_inspector(ListenPlan& plan, flow::ScriptSwitch& script_switch,
                                                           Clock& clock);

/// The inspector is told what the log does not say.
void tell_too(flow::ListenObserver& observer, const inspector::Inspector& inspector);

}  // namespace hookctl::cli
