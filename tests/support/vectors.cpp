#include "support/vectors.h"

#include <doctest/doctest.h>

#include <fstream>

#include "base/time_text.h"
#include "crypto/encoding.h"

namespace hookctl::support {
namespace {

void read_line(Vector& vector, const std::string& line) {
  const auto colon = line.find(": ");
  REQUIRE_MESSAGE(colon != line.npos, line);
  const auto name = line.substr(0, colon), value = line.substr(colon + 2);
  if (name == "source") {
    vector.source = value;
  } else if (name == "provider") {
    vector.provider = value;
  } else if (name == "secret") {
    vector.keys.secrets.emplace_back(value);
  } else if (name == "public-key") {
    vector.keys.public_keys.push_back(*crypto::PublicKey::parse(value));
  } else if (name == "private-key") {
    vector.keys.private_key = *crypto::PrivateKey::parse(value);
  } else if (name == "now") {
    vector.now = *parse_time(value);
  } else if (name == "header") {
    const auto split = value.find(": ");
    vector.request.headers.add(value.substr(0, split), value.substr(split + 2));
  } else if (name == "body") {
    vector.request.body = value;
  } else if (name == "body-base64") {
    vector.request.body = crypto::from_base64(value).value();
  } else if (name == "url") {
    vector.request.url = value;
  } else if (name == "method") {
    vector.request.method = value;
  } else if (name == "webhook-id") {
    vector.keys.webhook_id = value;
  } else if (name == "expect") {
    vector.expect = value;
  } else {
    FAIL("unknown line in a vector file: " << line);
  }
}

}  // namespace

std::vector<Vector> read_vectors(const std::string& provider) {
  std::ifstream file(std::string(HOOKCTL_SOURCE_DIR) + "/tests/vectors/" + provider + ".txt");
  std::vector<Vector> vectors;
  bool fresh = true;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#')) continue;
    if (line == "---") {
      fresh = true;
      continue;
    }
    if (fresh) vectors.emplace_back();
    fresh = false;
    read_line(vectors.back(), line);
  }
  return vectors;
}

}  // namespace hookctl::support
