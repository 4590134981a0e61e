#include "support/row_delivery.h"

#include <map>
#include <utility>

#include "crypto/encoding.h"
#include "provider/catalogue.h"
#include "signature/sign.h"
#include "support/vectors.h"

namespace hookctl::test {
namespace {

/// A key pair for each kind of signing and each person, made once.
crypto::PrivateKey key_for(crypto::Signing signing, char person) {
  static std::map<std::pair<crypto::Signing, char>, crypto::PrivateKey> made;
  const auto found = made.find({signing, person});
  if (found != made.end()) return found->second;
  return made.emplace(std::pair{signing, person}, crypto::PrivateKey::generate(signing)).first->second;
}

/// The bodies a row is tried with: its samples, and those of its vectors for schemes that need another.
std::vector<std::string> bodies_of(const provider::Provider& row) {
  std::vector<std::string> bodies;
  for (const auto& sample : row.samples) bodies.emplace_back(sample.body);
  for (const auto& vector : read_vectors(std::string(row.name))) bodies.push_back(vector.request.body);
  return bodies;
}

}  // namespace

std::vector<SchemeOfRow> every_scheme() {
  std::vector<SchemeOfRow> found;
  for (const auto& row : provider::catalogue()) {
    for (const auto& scheme : row.schemes) found.push_back({&row, &scheme});
  }
  return found;
}

signature::Keys keys_for(const signature::Scheme& scheme, char person) {
  signature::Keys keys{.webhook_id = "WH-ID-1"};
  if (is_asymmetric(scheme.algorithm)) {
    keys.private_key = key_for(row_of(scheme.algorithm).signing, person);
  } else {
    keys.secrets.emplace_back("whsec_" + crypto::to_base64(std::string(32, person)));
  }
  return keys;
}

Request unsigned_delivery_of(const provider::Provider& row, std::string_view body) {
  Request request{.target = "/hook?to=1", .body = std::string(body), .url = "https://hook.example/hook?to=1"};
  for (const auto& [name, value] : row.headers) request.headers.add(std::string(name), std::string(value));
  return request;
}

Result<Request> delivery_of(const SchemeOfRow& subject, const signature::Keys& keys, Instant now) {
  const auto& [row, scheme] = subject;
  for (const auto& body : bodies_of(*row)) {
    auto made =
        signature::signed_request(*scheme, keys, unsigned_delivery_of(*row, body), stamp_at(*scheme, "msg_1", now));
    if (made) return made;
  }
  return Error{"no body of this row can be signed", ""};
}

}  // namespace hookctl::test
