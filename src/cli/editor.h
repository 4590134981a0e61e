#pragma once

#include "base/result.h"
#include "cli/env.h"
#include "flow/edits.h"
#include "flow/recordings.h"

namespace hookctl::cli {

/// Opens the body of the one capture of a replay, as the edits leave it, in $VISUAL or $EDITOR; what is saved there
/// becomes the edits' body. A newline that an editor adds at the end is taken off again. Errors: several captures, no
/// editor, one that fails.
Result<void> edit_by_hand(Env& env, flow::Recordings& recordings, flow::Edits& edits);

}  // namespace hookctl::cli
