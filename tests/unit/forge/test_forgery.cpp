#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

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
  return forge::make(forgery, {.provider = row,
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

TEST_CASE("forgeries_named: lists, all, and the nearest name to a mistyped one") {
  CHECK(forge::forgeries_named("missing,stale")->size() == 2);
  CHECK(forge::forgeries_named("all")->size() == forge::forgeries().size());
  const auto unknown = forge::forgeries_named("stael");
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().hint == "did you mean 'stale'?");
  CHECK(forge::forgeries_named("zzzzzzzz").error().hint == "see them all: hookctl replay --forge list");
}

TEST_CASE("forgeries: what a scheme cannot protect is said, not hidden") {
  struct Case {
    const char* provider;
    const char* forgery;
    const char* reason;
  };
  constexpr Case cases[] = {
      {"bfl", "stale", "bfl signs no timestamp: a replayed body cannot be told from a new one"},
      {"bfl", "retry", "bfl signs no timestamp: a retry is the same bytes again, as replay-inside sends them"},
      {"bfl", "body-crlf", "the change leaves the body as it is"},
      {"bfl", "other-id", "bfl has no event id beside the body"},
      {"heygen", "stale",
       "heygen sends a timestamp and does not sign it: a replayed body cannot be told from a new one"},
      {"heygen", "other-id", "heygen does not sign the event id in its header"},
      {"discord", "stale", "discord allows any age"},
      {"stripe", "window-new", "stripe refuses no time in the future"},
      {"gitlab", "body-newline", "gitlab signs nothing: any body passes with its token"},
      {"fal", "empty-key", "fal signs with a key pair, not with a shared secret"},
      {"bfl", "key-confusion", "bfl has no public key to confuse"},
      {"bfl", "rotation-second", "bfl sends one signature only"},
      {"bfl", "old-key-configured", "one secret is given, not a second"},
  };
  for (const auto& [provider, forgery, reason] : cases) {
    CAPTURE(provider);
    CAPTURE(forgery);
    const auto made = make(setup(provider), *forge::forgeries_named(forgery)->front());
    REQUIRE(made);
    CHECK(made->requests.empty());
    CHECK(made->not_applicable == reason);
  }
}

TEST_CASE("forgeries: each has a name of its own and a sentence") {
  std::vector<std::string> names;
  for (const auto* row : forge::forgeries()) {
    names.emplace_back(row->name);
    CHECK_FALSE(row->says.empty());
  }
  std::sort(names.begin(), names.end());
  CHECK(std::adjacent_find(names.begin(), names.end()) == names.end());
}
