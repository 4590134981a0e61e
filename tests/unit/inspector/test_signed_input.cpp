#include <doctest/doctest.h>

#include <vector>

#include "inspector/signed_input.h"
#include "provider/catalogue.h"

namespace hookctl::inspector {
namespace {

const signature::Scheme& scheme_of(std::string_view provider) {
  return provider::find_provider(provider)->schemes.front();
}

}  // namespace

TEST_CASE("signed input: the parts of what was signed, by the names of the scheme") {
  const Request request{.headers = {{"Stripe-Signature", "t=1700000000,v1=" + std::string(64, '0')}},
                        .body = R"({"a":1})"};
  const auto parts = signed_input(scheme_of("stripe"), {}, request);
  REQUIRE(parts);
  REQUIRE(parts->size() == 3);
  CHECK((*parts)[0].name == "{ts}");
  CHECK((*parts)[0].bytes == "1700000000");
  CHECK((*parts)[1].name.empty());
  CHECK((*parts)[1].bytes == ".");
  CHECK((*parts)[2].name == "{body}");
  CHECK((*parts)[2].bytes == R"({"a":1})");
}

TEST_CASE("signed input: a secret that is signed is never shown") {
  signature::Scheme scheme = scheme_of("bfl");
  scheme.input = "{secret}{body}";
  const Request request{.headers = {{"X-BFL-Signature", "sha256=" + std::string(64, '0')}}, .body = "x"};
  const auto parts = signed_input(scheme, {.secrets = {crypto::Secret("we-chose-this")}}, request);
  REQUIRE(parts);
  CHECK((*parts)[0].is_hidden);
  CHECK((*parts)[0].bytes.empty());
  CHECK((*parts)[1].bytes == "x");
}

TEST_CASE("signed input: what is signed and missing is an error") {
  CHECK_FALSE(signed_input(scheme_of("stripe"), {}, Request{.body = "x"}));
}

}  // namespace hookctl::inspector
