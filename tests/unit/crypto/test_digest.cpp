#include <doctest/doctest.h>

#include <string>
#include <thread>

#include "crypto/digest.h"
#include "crypto/encoding.h"

using namespace hookctl;
using crypto::Digest;

namespace {

/// A test case of RFC 4231 §4.
struct Case {
  Bytes key;
  Bytes message;
  std::string sha256;
  std::string sha384;
  std::string sha512;
};

const Case cases[] = {
    {Bytes(20, '\x0b'), "Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
     "afd03944d84895626b0825f4ab46907f15f9dadbe4101ec682aa034c7cebc59cfaea9ea9076ede7f4af152e8b2fa9cb6",
     "87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cdedaa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702"
     "e696c203a126854"},
    {"Jefe", "what do ya want for nothing?", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
     "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649",
     "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b6"
     "36e070a38bce737"},
    {Bytes(20, '\xaa'), Bytes(50, '\xdd'), "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe",
     "88062608d3e6ad8a0aa2ace014c8a86f0aa635d947ac9febe83ef4e55966144b2a5ab39dc13814b94e3ab6e101a34f27",
     "fa73b0089d56a284efb0f0756c890be9b1b5dbdd8ee81a3655f83e33b2279d39bf3e848279a722c806b485a47e67c807b946a337bee894267"
     "4278859e13292fb"},
    {*crypto::from_hex("0102030405060708090a0b0c0d0e0f10111213141516171819"), Bytes(50, '\xcd'),
     "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b",
     "3e8a69b7783c25851933ab6290af6ca77a9981480850009cc5577c6e1f573b4e6801dd23c4a7d679ccf8a386c674cffb",
     "b0ba465637458c6990e5a8c5f61d4af7e576d97ff94b872de76f8050361ee3dba91ca5c11aa25eb4d679275cc5788063a5f19741120c4f2de"
     "2adebeb10a298dd"},
    {Bytes(20, '\x0c'), "Test With Truncation", "a3b6167473100ee06e0c796c2955552bfa6f7c0a6a8aef8b93f860aab0cd20c5",
     "3abf34c3503b2a23a46efc619baef897f4c8e42c934ce55ccbae9740fcbc1af4ca62269e2a37cd88ba926341efe4aeea",
     "415fad6271580a531d4179bc891d87a650188707922a4fbb36663a1eb16da008711c5b50ddd0fc235084eb9d3364a1454fb2ef67cd1d29fe6"
     "773068ea266e96b"},
    {Bytes(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First",
     "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
     "4ece084485813e9088d2c63a041bc5b44f9ef1012a2b588f3cd11f05033ac4c60c2ef6ab4030fe8296248df163f44952",
     "80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f3526b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8"
     "b915a985d786598"},
    {Bytes(131, '\xaa'),
     "This is a test using a larger than block-size key and a larger than block-size data. The key needs to be hashed "
     "before being used by the HMAC algorithm.",
     "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2",
     "6617178e941f020d351e2f254e8fd32c602420feb0b8fb9adccebb82461e99c5a678cc31e799176d3860e6110c46523e",
     "e37b6a775dc87dbaa4dfa9f96e5e3ffddebd71f8867289865df5a32d20cdc944b6022cac3c4982b10d5eeb55c3e4de15134676fb6de044606"
     "5c97440fa8c6a58"},
};

std::string hmac_hex(Digest digest, const Bytes& key, ByteView message) {
  return crypto::to_hex(crypto::hmac(digest, crypto::Secret(key), message));
}

}  // namespace

TEST_CASE("hmac: RFC 4231, all cases") {
  for (const auto& [key, message, sha256, sha384, sha512] : cases) {
    CHECK(hmac_hex(Digest::sha256, key, message) == sha256);
    CHECK(hmac_hex(Digest::sha384, key, message) == sha384);
    CHECK(hmac_hex(Digest::sha512, key, message) == sha512);
  }
  // RFC 4231 §4.6 gives the MAC of case 5 cut to 128 bits.
  CHECK(hmac_hex(Digest::sha256, cases[4].key, cases[4].message).starts_with("a3b6167473100ee06e0c796c2955552b"));
}

TEST_CASE("hmac: keys and digests may change from call to call, and an empty key is a key of its own") {
  CHECK(hmac_hex(Digest::sha256, "Jefe", "x") != hmac_hex(Digest::sha256, "Jeff", "x"));
  const auto empty = hmac_hex(Digest::sha256, "", "");
  CHECK(empty == "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
  CHECK(hmac_hex(Digest::sha1, "", "") == "fbdb1d1b18aa6c08324b7d64b71fb76370690e1d");
  CHECK(hmac_hex(Digest::sha256, cases[0].key, cases[0].message) == cases[0].sha256);
  CHECK(hmac_hex(Digest::sha256, "", "") == empty);
}

TEST_CASE("hmac: threads do not share their state") {
  std::string elsewhere;
  std::thread([&] { elsewhere = hmac_hex(Digest::sha256, cases[1].key, cases[1].message); }).join();
  CHECK(elsewhere == cases[1].sha256);
  CHECK(hmac_hex(Digest::sha256, cases[0].key, cases[0].message) == cases[0].sha256);
}

TEST_CASE("Hmac: one key, many messages, each on its own and in parts") {
  const auto hex_of = [](crypto::Hmac& hmac, std::initializer_list<ByteView> parts) {
    for (const auto part : parts) hmac.add(part);
    return crypto::to_hex(hmac.finish());
  };
  crypto::Hmac jefe(Digest::sha256, crypto::Secret(cases[1].key));
  crypto::Hmac other(Digest::sha512, crypto::Secret(cases[0].key));
  for (int i = 0; i < 3; ++i) {
    CHECK(hex_of(jefe, {cases[1].message}) == cases[1].sha256);
    CHECK(hex_of(other, {"Hi ", "", "There"}) == cases[0].sha512);
    CHECK(hex_of(jefe, {}) == "923598ca6d64af2a5dba79dcd021a8a0fe5c5f557519adaaf0ad532d4506dd30");
  }
}

TEST_CASE("digest: FIPS 180 examples of 'abc'") {
  CHECK(crypto::to_hex(crypto::digest(Digest::sha1, "abc")) == "a9993e364706816aba3e25717850c26c9cd0d89d");
  CHECK(crypto::sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(crypto::to_hex(crypto::digest(Digest::sha384, "abc")) ==
        "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7");
  CHECK(crypto::to_hex(crypto::digest(Digest::sha512, "abc")) ==
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce8"
        "0e2a9ac94fa54ca49f");
}
