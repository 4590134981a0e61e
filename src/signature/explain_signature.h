#pragma once

#include <string>
#include <vector>

#include "base/bytes.h"
#include "signature/explain_form.h"
#include "signature/place.h"
#include "signature/scheme.h"

namespace hookctl::signature {

/// The bytes of every signature that a delivery can be read to carry. First those in the scheme's own spelling, then
/// those in others: another encoding, without or with another prefix, another entry of a list, percent-encoded.
std::vector<Form<Bytes>> received_forms(const Scheme& scheme, const Source& source);

/// The texts of a static token: as it came, without a prefix, trimmed, decoded.
std::vector<Form<Bytes>> received_tokens(const Scheme& scheme, const Source& source);

/// How a computed signature relates to a received one; nothing when it does not. Whole or cut, never by a few bytes:
/// what agrees in less than 12 bytes may do so by chance.
std::optional<Change> match_of(ByteView computed, const Form<Bytes>& received);

}  // namespace hookctl::signature
