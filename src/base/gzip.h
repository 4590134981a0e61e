#pragma once

#include <cstddef>
#include <optional>

#include "base/bytes.h"

namespace hookctl {

/// The bytes that a gzip (RFC 1952) or zlib (RFC 1950) stream holds; nothing when it is neither, is damaged or cut, is
/// followed by other bytes, or would grow beyond `limit`: a bomb is given up early.
std::optional<Bytes> inflated(ByteView compressed, std::size_t limit);

/// The bytes as a gzip stream without name or time, at a level from 1 (fast) to 9 (small).
Bytes gzipped(ByteView bytes, int level);

}  // namespace hookctl
