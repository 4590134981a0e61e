#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "crypto/digest.h"
#include "crypto/encoding.h"
#include "crypto/key.h"

using namespace hookctl;
using crypto::Digest;
using crypto::Signing;

namespace {

/// A file of Project Wycheproof; nothing, and a message, where the corpora are not at hand.
std::optional<nlohmann::json> read_corpus(const char* name) {
  const char* corpora = std::getenv("HOOKCTL_CORPORA");
  if (corpora == nullptr) {
    MESSAGE("HOOKCTL_CORPORA is not set; " << std::string(name) << " was not run");
    return std::nullopt;
  }
  std::ifstream file(std::string(corpora) + "/wycheproof/" + name);
  return nlohmann::json::parse(file);
}

Bytes bytes_of(const nlohmann::json& test, const char* member) {
  return *crypto::from_hex(test.at(member).get<std::string>());
}

std::string name_of(const nlohmann::json& test) {
  return std::to_string(test.at("tcId").get<int>()) + " " + test.at("comment").get<std::string>();
}

/// "acceptable" is what a careful implementation may refuse: either answer is right. `least` is how many others there
/// are at least.
template <typename Accepts>
void judge(const nlohmann::json& corpus, int least, Accepts accepts) {
  int judged = 0;
  for (const auto& group : corpus.at("testGroups")) {
    for (const auto& test : group.at("tests")) {
      CAPTURE(name_of(test));
      const auto& result = test.at("result");
      const bool accepted = accepts(group, test);
      if (result == "acceptable") continue;
      CHECK(accepted == (result == "valid"));
      ++judged;
    }
  }
  CHECK(judged >= least);
}

/// hookctl never cuts a MAC; the files do, so its first bytes are compared.
void judge_macs(const char* file, Digest digest, int least) {
  const auto corpus = read_corpus(file);
  if (!corpus) return;
  judge(*corpus, least, [&](const nlohmann::json& group, const nlohmann::json& test) {
    const auto size = group.at("tagSize").get<std::size_t>() / 8;
    const crypto::Secret key(bytes_of(test, "key"));
    const auto mac = crypto::hmac(digest, key, bytes_of(test, "msg"));
    crypto::Hmac kept(digest, key);
    kept.add(bytes_of(test, "msg"));
    CHECK(mac == Bytes(kept.finish()));
    return crypto::equal(mac.substr(0, size), bytes_of(test, "tag"));
  });
}

/// Every form of a group's public key must read as the same key and judge alike.
void judge_signatures(const char* file, Signing signing, int least) {
  const auto corpus = read_corpus(file);
  if (!corpus) return;
  judge(*corpus, least, [&](const nlohmann::json& group, const nlohmann::json& test) {
    const auto from_der = crypto::PublicKey::parse(group.at("publicKeyDer").get<std::string>());
    const auto from_pem = crypto::PublicKey::parse(group.at("publicKeyPem").get<std::string>());
    REQUIRE(from_der);
    REQUIRE(from_pem);
    const auto message = bytes_of(test, "msg"), signature = bytes_of(test, "sig");
    const bool accepted = from_der->verify(signing, message, signature);
    CHECK(from_pem->verify(signing, message, signature) == accepted);
    return accepted;
  });
}

}  // namespace

TEST_CASE("wycheproof: HMAC with SHA-1, SHA-256 and SHA-512") {
  judge_macs("hmac_sha1_test.json", Digest::sha1, 170);
  judge_macs("hmac_sha256_test.json", Digest::sha256, 174);
  judge_macs("hmac_sha512_test.json", Digest::sha512, 174);
}

TEST_CASE("wycheproof: Ed25519") { judge_signatures("ed25519_test.json", Signing::ed25519, 151); }

TEST_CASE("wycheproof: ECDSA over P-256 with SHA-256, in DER") {
  judge_signatures("ecdsa_secp256r1_sha256_test.json", Signing::ecdsa_p256_sha256, 484);
}

TEST_CASE("wycheproof: an ECDSA signature keeps its verdict in the form of JWTs, 64 bytes") {
  const auto corpus = read_corpus("ecdsa_secp256r1_sha256_test.json");
  if (!corpus) return;
  judge(*corpus, 484, [&](const nlohmann::json& group, const nlohmann::json& test) {
    const auto key = *crypto::PublicKey::parse(group.at("publicKeyDer").get<std::string>());
    const auto der = bytes_of(test, "sig");
    const auto raw = crypto::raw_ecdsa(der);
    // What is no pair of 32-byte numbers in DER has no such form; what has one comes back as it was.
    if (!raw.empty()) CHECK(crypto::der_ecdsa(raw) == der);
    return key.verify(Signing::ecdsa_p256_sha256, bytes_of(test, "msg"), crypto::der_ecdsa(raw));
  });
}
