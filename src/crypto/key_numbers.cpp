#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/param_build.h>

#include "crypto/key.h"
#include "crypto/openssl.h"

namespace hookctl::crypto {
namespace {

constexpr std::size_t coordinate_size = 32;

using Number = Handle<BIGNUM, BN_free>;
using Builder = Handle<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>;
using Params = Handle<OSSL_PARAM, OSSL_PARAM_free>;
using Maker = Handle<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using EcdsaSignature = Handle<ECDSA_SIG, ECDSA_SIG_free>;

Number number_of(ByteView bytes) { return Number(BN_bin2bn(data_of(bytes), static_cast<int>(bytes.size()), nullptr)); }

Bytes bytes_of(const Number& number) {
  Bytes bytes(static_cast<std::size_t>(BN_num_bytes(number.get())), '\0');
  BN_bn2bin(number.get(), reinterpret_cast<std::uint8_t*>(bytes.data()));
  return bytes;
}

/// A public key of a kind from its parameters; null when they are none.
KeyHandle make_key(const char* kind, OSSL_PARAM_BLD* builder) {
  const Params params(OSSL_PARAM_BLD_to_param(builder));
  const Maker maker(EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr));
  EVP_PKEY* key = nullptr;
  if (!params || EVP_PKEY_fromdata_init(maker.get()) != 1 ||
      EVP_PKEY_fromdata(maker.get(), &key, EVP_PKEY_PUBLIC_KEY, params.get()) != 1) {
    return nullptr;
  }
  return KeyHandle(key);
}

}  // namespace

Result<PublicKey> PublicKey::from_point(ByteView x, ByteView y) {
  Bytes point("\x04");
  point.append(x).append(y);
  const Builder builder(OSSL_PARAM_BLD_new());
  OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0);
  OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size());
  auto handle = x.size() == coordinate_size && y.size() == coordinate_size ? make_key("EC", builder.get()) : nullptr;
  if (!handle) return Error{"the P-256 key is no point of its curve", "its x and y are 32 bytes each in base64url"};
  return PublicKey(std::move(handle));
}

Result<PublicKey> PublicKey::from_modulus(ByteView n, ByteView e) {
  const auto modulus = number_of(n), exponent = number_of(e);
  const Builder builder(OSSL_PARAM_BLD_new());
  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get());
  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get());
  auto handle = n.empty() || e.empty() ? nullptr : make_key("RSA", builder.get());
  if (!handle) return Error{"the RSA key is malformed", "its n and e are numbers in base64url"};
  return PublicKey(std::move(handle));
}

std::pair<Bytes, Bytes> PublicKey::modulus_and_exponent() const {
  BIGNUM* n = nullptr;
  BIGNUM* e = nullptr;
  if (EVP_PKEY_get_bn_param(handle_.get(), OSSL_PKEY_PARAM_RSA_N, &n) != 1 ||
      EVP_PKEY_get_bn_param(handle_.get(), OSSL_PKEY_PARAM_RSA_E, &e) != 1) {
    BN_free(n);
    return {};
  }
  return {bytes_of(Number(n)), bytes_of(Number(e))};
}

Bytes der_ecdsa(ByteView raw) {
  if (raw.size() != 2 * coordinate_size) return {};
  const EcdsaSignature signature(ECDSA_SIG_new());
  ECDSA_SIG_set0(signature.get(), number_of(raw.substr(0, coordinate_size)).release(),
                 number_of(raw.substr(coordinate_size)).release());
  std::uint8_t* out = nullptr;
  const auto length = i2d_ECDSA_SIG(signature.get(), &out);
  if (length <= 0) return {};
  auto der = bytes_of(out, static_cast<std::size_t>(length));
  OPENSSL_free(out);
  return der;
}

Bytes raw_ecdsa(ByteView der) {
  const auto* at = data_of(der);
  const EcdsaSignature signature(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size())));
  if (!signature) return {};
  Bytes raw(2 * coordinate_size, '\0');
  auto* out = reinterpret_cast<std::uint8_t*>(raw.data());
  const bool fits = BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), out, coordinate_size) > 0 &&
                    BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), out + coordinate_size, coordinate_size) > 0;
  // OpenSSL also reads longer spellings of a length and bytes behind the end; DER has one spelling.
  return fits && der_ecdsa(raw) == der ? raw : Bytes{};
}

}  // namespace hookctl::crypto
