#pragma once

#include <string>

#include "crypto/digest.h"
#include "signature/input.h"
#include "signature/keys.h"
#include "signature/scheme.h"

namespace hookctl::signature {

/// The HMAC of an input. Fails where something that is signed is missing; the HMAC is ready for the next in any case.
Result<crypto::Mac> mac_of(crypto::Hmac& hmac, const InputParts& input, const Filling& filling);

/// The MAC or plain hash of an input, in the scheme's encoding.
std::string mac_text(const Scheme& scheme, const crypto::Secret& key, ByteView input);
/// The same of an input whose parts are gathered on the way. Fails where something that is signed is missing.
Result<std::string> mac_text(const Scheme& scheme, const crypto::Secret& key, const InputParts& input,
                             const Filling& filling);

/// Bytes in the scheme's encoding, and back; decoding yields nothing for what is malformed.
void append_encoded(std::string& text, Encoding encoding, ByteView bytes);
std::string encoded(Encoding encoding, ByteView bytes);
Bytes decoded(Encoding encoding, std::string_view text);

}  // namespace hookctl::signature
