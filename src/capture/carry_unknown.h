#pragma once

#include "base/bytes.h"

namespace hookctl::capture {

/// A record that was written anew (one line), with the members of the line it was read from that hookctl does not know:
/// what later versions and other programs add survives. Objects within are treated alike, and arrays of as many
/// objects.
Bytes carry_unknown(ByteView old_line, ByteView new_line);

}  // namespace hookctl::capture
