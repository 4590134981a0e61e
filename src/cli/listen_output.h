#pragma once

#include "cli/background_output.h"
#include "cli/env.h"
#include "flow/listen.h"
#include "report/ink.h"

namespace hookctl::cli {

/// Tells what a listener does as one JSON object a line.
flow::ListenObserver json_observer(Env& env, BackgroundOutput& out, const flow::ListenOptions& listen);

/// Tells it to a person.
flow::ListenObserver text_observer(Env& env, BackgroundOutput& out, const flow::ListenOptions& listen,
                                   report::Colour colour);

}  // namespace hookctl::cli
