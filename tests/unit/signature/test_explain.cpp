#include "signature/explain.h"

#include <doctest/doctest.h>

#include <array>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "crypto/encoding.h"
#include "provider/catalogue.h"
#include "support/mishap.h"

using namespace hookctl;
using namespace hookctl::signature;
using namespace hookctl::test;

TEST_CASE("explain: a delivery of another provider is named") {
  auto mishap = delivery_under(provider::find_provider("wavespeed")->schemes[0]);
  deliver(mishap);
  mishap.scheme = provider::find_provider("standard-webhooks")->schemes[0];
  const std::array others{NamedScheme{"wavespeed", provider::find_provider("wavespeed")->schemes[0]}};
  CHECK(told(explain_mishap(mishap, {.schemes = others})) == "scheme: verified as wavespeed v3");
}

TEST_CASE("explain: a delivery with two signatures, one of them another provider's and right, is that provider's") {
  const auto& wavespeed = provider::find_provider("wavespeed")->schemes[0];
  const auto& stripe = provider::find_provider("stripe")->schemes[0];
  auto mishap = delivery_under(stripe);
  deliver(mishap);
  const auto signed_at = value_of(mishap);
  mishap.scheme = provider::find_provider("paddle")->schemes[0];
  mishap.received.headers.set("Paddle-Signature", "ts=1760000000;h1=" + signed_at.substr(signed_at.find("v1=") + 3));
  const std::array others{NamedScheme{"wavespeed", wavespeed}, NamedScheme{"stripe", stripe}};
  CHECK(told(explain_mishap(mishap, {.schemes = others})) == "scheme: verified as stripe v1");
  CHECK(told(explain_mishap(mishap)) == "input: timestamp.body signed");
}

TEST_CASE("explain: a signature that is right with a clock that is wrong is the time class") {
  struct TimeCase {
    std::string timestamp;
    std::string change;
  };
  const std::vector<TimeCase> cases{
      {"1760000000000", "timestamp read as milliseconds instead of seconds"},
      {"1760000000000000", "timestamp read as microseconds instead of seconds"},
      {"2025-10-09T08:53:20Z", "timestamp read as an RFC 3339 time instead of seconds"},
      {"1760007200", "clock moved by +02:00, a time zone's offset"},
      {"1759982000", "clock moved by -05:00, a time zone's offset"},
      {"1760000500", "clock moved 8 min 20 s ahead"},
      {"1759999000", "clock moved 16 min 40 s back"},
      {"1759900000", "clock moved 27 h 46 min back"},
      {"1759740000", "clock moved 3 days back"},
      {"1758956400", "clock moved 12 days 1 h back"},
      {"1768467200", "clock moved 98 days ahead"},
      {"1664703160", "clock moved 3 years 7 days back"},
  };
  for (const auto& family : families()) {
    if (!signs_time(family.scheme)) continue;
    for (const auto& each : cases) {
      auto mishap = delivery_under(family.scheme);
      mishap.stamp.timestamp = each.timestamp;
      deliver(mishap);
      CAPTURE(family.name);
      CHECK(told(explain_mishap(mishap)) == "time: " + each.change);
    }
  }
}

TEST_CASE("explain: two changes are named both, with the class of the larger") {
  auto mishap = delivery_under(families()[2].scheme);
  mishap.sent.body = R"({"a": 1, "b": 2})";
  deliver(mishap);
  mishap.received.body = R"({"a":1,"b":2})";
  mishap.keys.secrets = {secret(std::string(shared_secret) + "\n")};
  const auto explanation = explain_mishap(mishap);
  CHECK(told(explanation) == "body: white space around the secret removed, and JSON written with Python's separators");
  CHECK(explanation.first_difference == std::optional<std::size_t>(5));
}

TEST_CASE("explain: a wrong secret is never given a cause, and what was ruled out is said") {
  const auto* asked = std::getenv("HOOKCTL_WRONG_SECRETS");
  const int runs = asked == nullptr ? 300 : std::atoi(asked);
  std::mt19937_64 random(7);
  std::array<NamedScheme, 8> others{};
  std::size_t count = 0;
  for (const auto& row : provider::catalogue()) {
    if (!row.schemes.empty() && count < others.size()) others[count++] = {row.name, row.schemes[0]};
  }
  for (int i = 0; i < runs; ++i) {
    auto mishap = delivery_under(families()[static_cast<std::size_t>(i) % families().size()].scheme);
    deliver(mishap);
    Bytes wrong;
    while (wrong.size() < 24) wrong += static_cast<char>(random());
    mishap.keys.secrets = {secret("whsec_" + crypto::to_base64(wrong))};
    const auto explanation = explain_mishap(mishap, {.schemes = std::span(others).first(count)});
    REQUIRE(told(explanation) == "nothing found");
    REQUIRE_FALSE(explanation.ruled_out.empty());
    REQUIRE(explanation.hypotheses > 500);
  }
}

TEST_CASE("explain: a body too large for pairs is searched for one change") {
  auto mishap = delivery_under(families()[0].scheme);
  mishap.sent.body = "[" + std::string(largest_for_pairs, ' ') + "1]";
  deliver(mishap);
  mishap.received.body += "\n";
  CHECK(told(explain_mishap(mishap)) == "body: final newline removed");
  mishap.keys.secrets = {secret(std::string(shared_secret) + "\n")};
  CHECK(told(explain_mishap(mishap)) == "nothing found");
}

TEST_CASE("explain: a search stops when asked to") {
  auto mishap = delivery_under(families()[0].scheme);
  deliver(mishap);
  mishap.received.body += "\n";
  VirtualClock clock{delivery_time};
  std::stop_source stop;
  stop.request_stop();
  const auto explanation = explain(mishap.scheme, mishap.keys, {}, mishap.received, delivery_time,
                                   {clock, stop.get_token(), Millis{60'000}});
  CHECK(explanation.hypotheses == 1);
}

TEST_CASE("explain: a genuine delivery has no cause") {
  for (const auto& family : families()) {
    auto mishap = delivery_under(family.scheme);
    deliver(mishap);
    const auto explanation = explain_mishap(mishap);
    CHECK(told(explanation) == "nothing found");
    CHECK(explanation.hypotheses == 1);
  }
}
