#include "signature/algorithm.h"

#include <array>

namespace hookctl::signature {
namespace {

using crypto::Digest;
using crypto::Signing;

constexpr std::array rows{
    AlgorithmRow{Algorithm::hmac_sha1, "hmac-sha1", Family::mac, 20, Digest::sha1},
    AlgorithmRow{Algorithm::hmac_sha256, "hmac-sha256", Family::mac, 32, Digest::sha256},
    AlgorithmRow{Algorithm::hmac_sha384, "hmac-sha384", Family::mac, 48, Digest::sha384},
    AlgorithmRow{Algorithm::hmac_sha512, "hmac-sha512", Family::mac, 64, Digest::sha512},
    AlgorithmRow{Algorithm::sha256, "sha256", Family::hash, 32, Digest::sha256},
    AlgorithmRow{Algorithm::ed25519, "ed25519", Family::asymmetric, 64, Digest::sha512, Signing::ed25519},
    AlgorithmRow{Algorithm::ecdsa_p256, "ecdsa-p256", Family::asymmetric, 0, Digest::sha256,
                 Signing::ecdsa_p256_sha256},
    AlgorithmRow{Algorithm::rsa_sha1, "rsa-sha1", Family::asymmetric, 0, Digest::sha1, Signing::rsa_pkcs1_sha1},
    AlgorithmRow{Algorithm::rsa_sha256, "rsa-sha256", Family::asymmetric, 0, Digest::sha256, Signing::rsa_pkcs1_sha256},
    AlgorithmRow{Algorithm::jwt_es256, "jwt-es256", Family::jwt, 0, Digest::sha256, Signing::ecdsa_p256_sha256},
    AlgorithmRow{Algorithm::jwt_rs256, "jwt-rs256", Family::jwt, 0, Digest::sha256, Signing::rsa_pkcs1_sha256},
    AlgorithmRow{Algorithm::token, "token", Family::token, 0},
};

constexpr bool in_order() {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].algorithm != static_cast<Algorithm>(i)) return false;
  }
  return true;
}
static_assert(in_order(), "row_of indexes the table by the enum");

}  // namespace

const AlgorithmRow& row_of(Algorithm algorithm) { return rows[static_cast<std::size_t>(algorithm)]; }

std::optional<Algorithm> algorithm_named(std::string_view name) {
  for (const auto& row : rows) {
    if (row.name == name) return row.algorithm;
  }
  return std::nullopt;
}

std::vector<std::string_view> algorithm_names() {
  std::vector<std::string_view> names;
  for (const auto& row : rows) names.push_back(row.name);
  return names;
}

bool is_asymmetric(Algorithm algorithm) {
  const auto family = row_of(algorithm).family;
  return family == Family::asymmetric || family == Family::jwt;
}

}  // namespace hookctl::signature
