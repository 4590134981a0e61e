#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"

namespace hookctl::crypto {

/// Lower-case hex.
std::string to_hex(ByteView bytes);

/// The same, at the end of a text.
void append_hex(std::string& text, ByteView bytes);

/// Hex of either case; nothing on an odd length or any other character.
std::optional<Bytes> from_hex(std::string_view text);

/// RFC 4648 §4 with padding.
std::string to_base64(ByteView bytes);

/// Strict RFC 4648 §4: standard alphabet, padded, no white space, last bits zero. Nothing on anything else.
std::optional<Bytes> from_base64(std::string_view text);

/// Base64url (RFC 4648 §5) without padding, as JWKs write it.
std::string to_base64url(ByteView bytes);

/// Strict base64url; padding may be absent or right. Nothing on anything else.
std::optional<Bytes> from_base64url(std::string_view text);

}  // namespace hookctl::crypto
