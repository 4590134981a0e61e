#include <doctest/doctest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <variant>

#include "base/text.h"
#include "provider/catalogue.h"
#include "provider/detect.h"
#include "signature/place.h"
#include "signature/received.h"
#include "signature/sign.h"
#include "signature/url.h"
#include "signature/verify.h"
#include "support/vectors.h"

using namespace hookctl;

namespace {

bool signs(const provider::Provider& row) {
  return std::any_of(row.schemes.begin(), row.schemes.end(),
                     [](const signature::Scheme& scheme) { return scheme.algorithm != signature::Algorithm::token; });
}

/// The scheme under which a delivery verifies, and the key material that made its signature.
struct Acceptance {
  signature::Scheme scheme;
  signature::Keys keys;
};

std::optional<Acceptance> acceptance_of(const test::Vector& vector) {
  for (const auto& scheme : provider::find_provider(vector.provider)->schemes) {
    const auto verdict = signature::verify(scheme, vector.keys, vector.request, vector.now);
    if (verdict.state != signature::State::verified) continue;
    auto keys = vector.keys;
    if (!keys.secrets.empty()) keys.secrets = {vector.keys.secrets[*verdict.key]};
    return Acceptance{scheme, std::move(keys)};
  }
  return std::nullopt;
}

/// Whether the same bytes and key always yield the same signature.
bool is_repeatable(const signature::Scheme& scheme) {
  return scheme.algorithm != signature::Algorithm::ecdsa_p256 &&
         signature::row_of(scheme.algorithm).family != signature::Family::jwt;
}

/// Whether signing yields what the delivery carries, at one of the URLs that its receiver accepts; of a header with
/// several signatures, the one under this key.
bool reproduces(const Acceptance& accepted, Request request) {
  const auto& [scheme, keys] = accepted;
  const signature::Source source(request);
  const auto received = std::get<signature::Received>(signature::read_received(scheme, source));
  const auto carried = *source.only(scheme.signature);
  const auto entries = split(carried, scheme.separator);
  const auto urls = signature::url_forms(scheme.url, signature::url_of(request));
  return std::any_of(urls.begin(), urls.end(), [&](const std::string& url) {
    request.url = url;
    const auto made = signature::sign(scheme, keys, request, {received.id, received.timestamp});
    if (!made) return false;
    const auto parts = split(made->back().value, scheme.separator);
    return std::all_of(parts.begin(), parts.end(), [&](std::string_view part) {
      return std::find(entries.begin(), entries.end(), part) != entries.end();
    });
  });
}

}  // namespace

TEST_CASE("vectors: every row with a MAC or a signature has a delivery that verifies, with its source") {
  for (const auto& row : provider::catalogue()) {
    if (!signs(row)) continue;
    CAPTURE(std::string(row.name));
    const auto vectors = test::read_vectors(std::string(row.name));
    CHECK(std::any_of(vectors.begin(), vectors.end(), [](const auto& v) { return v.expect == "verified valid"; }));
    for (const auto& vector : vectors) CHECK_FALSE(vector.source.empty());
  }
}

TEST_CASE("vectors: verify says what each delivery expects") {
  for (const auto name : provider::names()) {
    for (const auto& vector : test::read_vectors(std::string(name))) {
      CAPTURE(vector.provider);
      CAPTURE(vector.source);
      const auto& row = *provider::find_provider(vector.provider);
      const auto verdict = signature::verify(row.schemes, vector.keys, vector.request, vector.now);
      CHECK(std::string(to_text(verdict.state)) + " " + std::string(to_text(verdict.reason)) == vector.expect);
    }
  }
}

TEST_CASE("vectors: sign makes the very signature of each delivery that verifies, under the scheme that accepts it") {
  int reproduced = 0;
  for (const auto name : provider::names()) {
    for (const auto& vector : test::read_vectors(std::string(name))) {
      const auto accepted = acceptance_of(vector);
      if (!accepted || !is_repeatable(accepted->scheme) || !can_sign(accepted->scheme, accepted->keys)) continue;
      CAPTURE(vector.provider);
      CAPTURE(vector.source);
      CHECK(reproduces(*accepted, vector.request));
      ++reproduced;
    }
  }
  CHECK(reproduced >= 60);
}

TEST_CASE("detect: every verified vector is recognised as its provider") {
  for (const auto name : {"bfl", "wavespeed", "anthropic", "elevenlabs", "gemini", "heygen", "ideogram", "kie", "mux",
                          "openai", "svix", "fal", "higgsfield", "standard-webhooks"}) {
    for (const auto& vector : test::read_vectors(name)) {
      if (vector.expect != "verified valid") continue;
      CAPTURE(vector.source);
      const auto detected = provider::detect(vector.request);
      REQUIRE(detected);
      CHECK(std::string(detected->provider->name) == name);
      CHECK_FALSE(detected->basis().empty());
    }
  }
}
