#pragma once

#include <cstdint>

#include "base/bytes.h"

namespace hookctl {

/// CRC-32 as zlib and gzip compute it.
std::uint32_t crc32_of(ByteView bytes);

}  // namespace hookctl
