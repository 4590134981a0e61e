#include <fmt/format.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/param_build.h>

#include <array>
#include <stdexcept>

#include "crypto/digest.h"
#include "crypto/encoding.h"
#include "crypto/key.h"
#include "crypto/openssl.h"

namespace hookctl::crypto {
namespace {

constexpr std::size_t prime_size = 128;  // of a 2048-bit RSA key

using Number = Handle<BIGNUM, BN_free>;
using Numbers = Handle<BN_CTX, BN_CTX_free>;
using Builder = Handle<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>;
using Params = Handle<OSSL_PARAM, OSSL_PARAM_free>;
using Maker = Handle<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using Group = Handle<EC_GROUP, EC_GROUP_free>;
using Point = Handle<EC_POINT, EC_POINT_free>;

/// Bytes that depend on the seed and the name alone.
Bytes stream(ByteView seed, std::string_view name, std::size_t count) {
  Bytes bytes;
  for (int block = 0; bytes.size() < count; ++block) {
    bytes += digest(Digest::sha256, fmt::format("{} {} {}", name, block, to_hex(seed)));
  }
  bytes.resize(count);
  return bytes;
}

Number number_of(ByteView bytes) { return Number(BN_bin2bn(data_of(bytes), static_cast<int>(bytes.size()), nullptr)); }

KeyHandle make_key_pair(const char* kind, OSSL_PARAM_BLD* builder) {
  const Params params(OSSL_PARAM_BLD_to_param(builder));
  const Maker maker(EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr));
  EVP_PKEY* key = nullptr;
  if (!params || EVP_PKEY_fromdata_init(maker.get()) != 1 ||
      EVP_PKEY_fromdata(maker.get(), &key, EVP_PKEY_KEYPAIR, params.get()) != 1) {
    throw std::runtime_error("OpenSSL cannot make a key of these numbers");
  }
  return KeyHandle(key);
}

KeyHandle ed25519_key(ByteView seed) {
  const auto raw = stream(seed, "ed25519", 32);
  return KeyHandle(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, data_of(raw), raw.size()));
}

KeyHandle p256_key(ByteView seed) {
  const Group group(EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1));
  const Point point(EC_POINT_new(group.get()));
  auto raw = stream(seed, "p256", 32);
  raw[0] &= 0x7f;  // below the order of the group
  const auto scalar = number_of(raw);
  EC_POINT_mul(group.get(), point.get(), scalar.get(), nullptr, nullptr, nullptr);
  std::array<std::uint8_t, 65> shared{};
  EC_POINT_point2oct(group.get(), point.get(), POINT_CONVERSION_UNCOMPRESSED, shared.data(), shared.size(), nullptr);
  const Builder builder(OSSL_PARAM_BLD_new());
  OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0);
  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, scalar.get());
  OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, shared.data(), shared.size());
  return make_key_pair("EC", builder.get());
}

/// The first prime at or behind a number of the stream whose predecessor has no factor with the exponent.
Number prime_of(ByteView seed, std::string_view name, const BIGNUM* exponent, BN_CTX* numbers) {
  auto raw = stream(seed, name, prime_size);
  raw.front() = static_cast<char>(raw.front() | 0xc0);  // the product has all its bits
  raw.back() = static_cast<char>(raw.back() | 1);
  auto prime = number_of(raw);
  const Number before(BN_new()), common(BN_new());
  while (true) {
    BN_sub(before.get(), prime.get(), BN_value_one());
    BN_gcd(common.get(), before.get(), exponent, numbers);
    if (BN_is_one(common.get()) == 1 && BN_check_prime(prime.get(), numbers, nullptr) == 1) return prime;
    BN_add_word(prime.get(), 2);
  }
}

KeyHandle rsa_key(ByteView seed) {
  const Numbers numbers(BN_CTX_new());
  const auto e = number_of(ByteView("\1\0\1", 3));
  const auto p = prime_of(seed, "rsa p", e.get(), numbers.get());
  const auto q = prime_of(seed, "rsa q", e.get(), numbers.get());
  const Number n(BN_new()), phi(BN_new()), before_p(BN_new()), before_q(BN_new()), d(BN_new());
  BN_mul(n.get(), p.get(), q.get(), numbers.get());
  BN_sub(before_p.get(), p.get(), BN_value_one());
  BN_sub(before_q.get(), q.get(), BN_value_one());
  BN_mul(phi.get(), before_p.get(), before_q.get(), numbers.get());
  BN_mod_inverse(d.get(), e.get(), phi.get(), numbers.get());
  const Builder builder(OSSL_PARAM_BLD_new());
  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get());
  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get());
  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_D, d.get());
  return make_key_pair("RSA", builder.get());
}

}  // namespace

PrivateKey PrivateKey::from_seed(Signing signing, ByteView seed) {
  switch (signing) {
    case Signing::ed25519:
      return PrivateKey(ed25519_key(seed));
    case Signing::ecdsa_p256_sha256:
      return PrivateKey(p256_key(seed));
    case Signing::rsa_pkcs1_sha1:
    case Signing::rsa_pkcs1_sha256:
      return PrivateKey(rsa_key(seed));
  }
  throw std::logic_error("no such way to sign");
}

}  // namespace hookctl::crypto
