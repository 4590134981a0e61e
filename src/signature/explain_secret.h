#pragma once

#include <span>
#include <vector>

#include "crypto/secret.h"
#include "signature/explain_form.h"
#include "signature/keys.h"
#include "signature/scheme.h"

namespace hookctl::signature {

/// The key bytes of every given secret as the scheme makes them, then with one change: white space, quotes, prefixes
/// and decodings; then secrets that were given for others. With two changes where a spelling and a decoding occur
/// together.
std::vector<Form<crypto::Secret>> key_forms(const Scheme& scheme, const Keys& keys,
                                            std::span<const crypto::Secret> others);

/// The texts a static token may have been sent as.
std::vector<Form<crypto::Secret>> token_forms(const Keys& keys, std::span<const crypto::Secret> others);

}  // namespace hookctl::signature
