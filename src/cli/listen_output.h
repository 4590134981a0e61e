#pragma once

#include "cli/background_output.h"
#include "cli/env.h"
#include "cli/listen_options.h"
#include "flow/listen.h"
#include "report/ink.h"

namespace hookctl::cli {

/// Tells what a listener does as one JSON object a line.
flow::ListenObserver json_observer(Env& env, BackgroundOutput& out, const ListenPlan& plan);

/// Tells it to a person.
flow::ListenObserver text_observer(Env& env, BackgroundOutput& out, const ListenPlan& plan, report::Colour colour);

}  // namespace hookctl::cli
