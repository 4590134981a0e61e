#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "provider/catalogue.h"
#include "provider/detect.h"
#include "signature/place.h"
#include "signature/received.h"
#include "signature/sign.h"
#include "signature/verify.h"
#include "support/vectors.h"

using namespace hookctl;

namespace {

bool signs(const provider::Provider& row) {
  return std::any_of(row.schemes.begin(), row.schemes.end(),
                     [](const signature::Scheme& scheme) { return scheme.algorithm != signature::Algorithm::token; });
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

TEST_CASE("vectors: sign makes the very signature of each delivery that verifies by a single one") {
  int reproduced = 0;
  for (const auto& row : provider::catalogue()) {
    for (const auto& vector : test::read_vectors(std::string(row.name))) {
      if (vector.expect != "verified valid") continue;
      const auto verdict = signature::verify(row.schemes, vector.keys, vector.request, vector.now);
      const auto scheme = std::find_if(row.schemes.begin(), row.schemes.end(),
                                       [&](const auto& each) { return each.name == verdict.scheme; });
      REQUIRE(scheme != row.schemes.end());
      if (!signature::can_sign(*scheme, vector.keys)) continue;
      const signature::Source source(vector.request);
      const auto received = std::get<signature::Received>(signature::read_received(*scheme, source));
      if (received.signatures.size() != 1) continue;
      CAPTURE(vector.provider);
      CAPTURE(vector.source);
      const auto carried = signature::sign(*scheme, vector.keys, vector.request, {received.id, received.timestamp});
      REQUIRE(carried);
      CHECK(carried->back().value == *source.only(scheme->signature));
      ++reproduced;
    }
  }
  CHECK(reproduced >= 30);
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
      CHECK_FALSE(detected->basis.empty());
    }
  }
}
