#pragma once

#include <string>
#include <string_view>

namespace hookctl {

/// Raw bytes of any value, zero bytes included: a body, a key, a digest. Nothing is assumed about their encoding.
using Bytes = std::string;

/// A view of raw bytes that somebody else owns; never stored beyond the call.
using ByteView = std::string_view;

}  // namespace hookctl
