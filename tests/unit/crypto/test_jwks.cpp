#include <doctest/doctest.h>

#include <string>

#include "crypto/encoding.h"
#include "crypto/key.h"

using namespace hookctl;
using crypto::Signing;

namespace {

/// A published signature and the JWK it verifies with; signatures are base64url of what stands in a JWS.
struct Published {
  std::string source;
  Signing signing;
  std::string jwk;
  std::string message;
  std::string signature;
};

const std::string payload =
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

const Published published[] = {
    {"RFC 8037 appendix A.4", Signing::ed25519,
     R"({"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})",
     "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc",
     "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"},
    {"RFC 7515 appendix A.3", Signing::ecdsa_p256_sha256,
     R"({"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"})",
     "eyJhbGciOiJFUzI1NiJ9." + payload,
     "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"},
    {"RFC 7515 appendix A.2", Signing::rsa_pkcs1_sha256,
     R"({"kty":"RSA","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ","e":"AQAB"})",
     "eyJhbGciOiJSUzI1NiJ9." + payload,
     "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_"
     "O8W2Fp5jujGbds9uJdbF9CUAr7t1dn"
     "ZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--"
     "xi12jzDwusC-"
     "eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw"},
};

std::string set_of(const std::string& jwk) { return R"({"keys":[)" + jwk + "]}"; }

}  // namespace

TEST_CASE("jwks: a key of each kind verifies what was published for it, and nothing else") {
  for (const auto& [source, signing, jwk, message, text] : published) {
    CAPTURE(source);
    const auto keys = crypto::parse_jwks(set_of(jwk));
    REQUIRE(keys);
    REQUIRE(keys->size() == 1);
    const auto decoded = *crypto::from_base64url(text);
    const auto signature = signing == Signing::ecdsa_p256_sha256 ? crypto::der_ecdsa(decoded) : decoded;
    CHECK(keys->front().fits(signing));
    CHECK(keys->front().verify(signing, message, signature));
    CHECK_FALSE(keys->front().verify(signing, message + ".", signature));
    CHECK_FALSE(keys->front().verify(signing, message, signature + '\0'));
  }
}

TEST_CASE("jwks: a set keeps the order and the names of its keys") {
  const auto keys = crypto::parse_jwks(
      R"({"keys":[{"kty":"oct","k":"AQAB"},{"kid":"a","kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"},)"
      R"({"crv":"P-256","kty":"EC","kid":"b \u00e9","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]})");
  REQUIRE(keys);
  REQUIRE(keys->size() == 2);
  CHECK(keys->front().id() == "a");
  CHECK(keys->back().id() == "b é");
}

TEST_CASE("jwks: a malformed key is refused, not guessed at") {
  constexpr std::string_view malformed[] = {
      R"({"kty":"OKP","crv":"Ed25519"})",
      R"({"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo"})",
      R"({"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"})",
      R"({"kty":"EC","crv":"P-256","x":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0","y":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"})",
      R"({"kty":"EC","crv":"P-256","x":"","y":""})",
      R"({"kty":"RSA","n":"","e":"AQAB"})",
      R"({"kty":"RSA","n":"AQAB"})",
      R"({"kty":"RSA","n":5,"e":3})",
  };
  for (const auto jwk : malformed) {
    CAPTURE(std::string(jwk));
    CHECK_FALSE(crypto::parse_jwks(set_of(std::string(jwk))));
  }
}

TEST_CASE("ecdsa: raw and DER are two spellings of one signature") {
  const auto key = crypto::PrivateKey::generate(Signing::ecdsa_p256_sha256);
  for (int i = 0; i < 64; ++i) {
    const auto message = std::to_string(i);
    const auto der = key.sign(Signing::ecdsa_p256_sha256, message);
    const auto raw = crypto::raw_ecdsa(der);
    CHECK(raw.size() == 64);
    CHECK(crypto::der_ecdsa(raw) == der);
    CHECK(key.public_key().verify(Signing::ecdsa_p256_sha256, message, crypto::der_ecdsa(raw)));
  }
}

TEST_CASE("ecdsa: what is no signature has no other spelling") {
  const auto der = crypto::PrivateKey::generate(Signing::ecdsa_p256_sha256).sign(Signing::ecdsa_p256_sha256, "x");
  for (const auto& bad : {Bytes{}, Bytes(63, 'a'), Bytes(65, 'a')}) CHECK(crypto::der_ecdsa(bad).empty());
  for (const auto& bad :
       {Bytes{}, Bytes(64, 'a'), der + '\0', der.substr(1), Bytes("\x30\x06\x02\x01\xff\x02\x01\x01", 8)}) {
    CHECK(crypto::raw_ecdsa(bad).empty());
  }
}
