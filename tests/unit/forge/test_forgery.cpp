#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "base/time_text.h"
#include "forge/forgery.h"
#include "provider/catalogue.h"
#include "signature/verify.h"

using namespace hookctl;

namespace {

constexpr Instant now{Seconds{1'758'798'328}};

struct Setup {
  std::string provider;
  signature::Keys keys;
  Request request;
};

Setup setup(const std::string& provider) {
  Setup made{.provider = provider, .keys = {}, .request = {.body = R"({"id":"gen_1","status":"Ready"})"}};
  made.keys.secrets.emplace_back("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
  made.keys.private_key = crypto::PrivateKey::generate(crypto::Signing::ed25519);
  made.request.headers.add("X-Fal-Webhook-User-Id", "user_1");
  return made;
}

Result<forge::Made> make(const Setup& given, const forge::Forgery& forgery) {
  const auto& row = *provider::find_provider(given.provider);
  return forgery.make({.provider = row,
                       .scheme = row.schemes.front(),
                       .keys = given.keys,
                       .request = given.request,
                       .stamp = {"msg_1", to_unix_seconds(now)},
                       .now = now,
                       .seed = 7});
}

std::string verdict_on(const Setup& given, const forge::Made& made) {
  if (made.requests.empty()) return made.not_applicable;
  const auto& row = *provider::find_provider(given.provider);
  const auto verdict = signature::verify(row.schemes, given.keys, made.requests.front().request, now);
  return std::string(to_text(verdict.reason));
}

}  // namespace

TEST_CASE("forgeries: each one fails for the reason it was made for, and the control passes") {
  struct Case {
    const char* provider;
    const char* forgery;
    const char* finding;
  };
  constexpr Case cases[] = {
      {"bfl", "missing", "header_missing"},
      {"bfl", "wrong-key", "signature_mismatch"},
      {"bfl", "tampered-body", "signature_mismatch"},
      {"bfl", "stale", "bfl signs no timestamp: a replayed body cannot be told from a new one"},
      {"wavespeed", "missing", "header_missing"},
      {"wavespeed", "wrong-key", "signature_mismatch"},
      {"wavespeed", "tampered-body", "signature_mismatch"},
      {"wavespeed", "stale", "timestamp_too_old"},
      {"standard-webhooks", "wrong-key", "signature_mismatch"},
      {"standard-webhooks", "stale", "timestamp_too_old"},
      {"fal", "wrong-key", "signature_mismatch"},
      {"fal", "tampered-body", "signature_mismatch"},
      {"fal", "stale", "timestamp_too_old"},
      {"higgsfield-v1", "missing", "header_missing"},
      {"higgsfield-v1", "wrong-key", "signature_mismatch"},
      {"higgsfield-v1", "tampered-body", "higgsfield-v1 signs nothing: any body passes with its token"},
  };
  for (const auto& each : cases) {
    CAPTURE(each.provider);
    CAPTURE(each.forgery);
    const auto given = setup(each.provider);
    const auto made = make(given, *forge::forgeries_named(each.forgery)->front());
    REQUIRE(made);
    CHECK(verdict_on(given, *made) == each.finding);
    const auto genuine = make(given, forge::control());
    REQUIRE(genuine);
    CHECK(verdict_on(given, *genuine) == "valid");
  }
}

TEST_CASE("forgeries: the same seed forges the same bytes") {
  for (const auto& forgery : forge::forgeries()) {
    CAPTURE(std::string(forgery.name));
    const auto given = setup("wavespeed");
    CHECK(make(given, forgery)->requests.front().request == make(given, forgery)->requests.front().request);
  }
}

TEST_CASE("forgeries_named: lists, all, and the nearest name to a mistyped one") {
  CHECK(forge::forgeries_named("missing,stale")->size() == 2);
  CHECK(forge::forgeries_named("all")->size() == forge::forgeries().size());
  const auto unknown = forge::forgeries_named("stael");
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().hint == "did you mean 'stale'?");
}
