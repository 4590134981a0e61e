#pragma once

#include <vector>

#include "crypto/digest.h"
#include "crypto/secret.h"
#include "signature/algorithm.h"
#include "signature/explain_form.h"
#include "signature/scheme.h"

namespace hookctl::signature {

/// How key and text are hashed.
enum class Mixing { hmac, key_first, key_last, text_alone, key_alone };

/// A way to compute a signature from a shared secret; `key_alone` is that of static tokens.
struct Hashing {
  Mixing mixing = Mixing::hmac;
  crypto::Digest digest = crypto::Digest::sha256;
};

/// The bytes of a signature.
Bytes computed(const Hashing& hashing, const crypto::Secret& key, ByteView text);

/// The hashing of a scheme, first, then others whose length is among `sizes`. A scheme of key pairs has none of its
/// own: all of them stand where a key pair is due.
std::vector<Form<Hashing>> hashings(const Scheme& scheme, const std::vector<std::size_t>& sizes);

/// The input of a scheme without a secret at its start or end, which `hashings` puts there.
std::string_view input_without_secret(const Scheme& scheme);

}  // namespace hookctl::signature
