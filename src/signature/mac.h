#pragma once

#include <string>

#include "signature/keys.h"
#include "signature/scheme.h"

namespace hookctl::signature {

/// The MAC or plain hash of an input, in the scheme's encoding.
std::string mac_text(const Scheme& scheme, const crypto::Secret& key, ByteView input);

/// Bytes in the scheme's encoding, and back; decoding yields nothing for what is malformed.
void append_encoded(std::string& text, Encoding encoding, ByteView bytes);
std::string encoded(Encoding encoding, ByteView bytes);
Bytes decoded(Encoding encoding, std::string_view text);

}  // namespace hookctl::signature
