#include "crypto/secret.h"

#include <openssl/crypto.h>

namespace hookctl::crypto {

Secret::~Secret() { OPENSSL_cleanse(bytes_.data(), bytes_.size()); }

}  // namespace hookctl::crypto
