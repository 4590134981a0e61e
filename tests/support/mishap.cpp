#include "support/mishap.h"

#include <doctest/doctest.h>

#include <array>

#include "provider/catalogue.h"

namespace hookctl::test {
namespace {

const signature::Scheme& first_scheme_of(std::string_view provider) {
  return provider::find_provider(provider)->schemes.front();
}

}  // namespace

Mishap delivery_under(const signature::Scheme& scheme) {
  signature::Keys keys{.secrets = {crypto::Secret(Bytes(shared_secret))}};
  Request request{.target = "/hooks/in?b=2&a=1",
                  .headers = {{"Host", "hooks.example"}, {"Content-Type", "application/json"}},
                  .body = R"({"id":"evt_1","amount":7})",
                  .url = "https://hooks.example/hooks/in?b=2&a=1"};
  return {.sender = scheme,
          .sender_keys = keys,
          .sent = request,
          .stamp = signature::stamp_at(scheme, "msg_1", delivery_time),
          .scheme = scheme,
          .keys = keys,
          .received = request};
}

void deliver(Mishap& mishap) {
  auto made = signature::signed_request(mishap.sender, mishap.sender_keys, mishap.sent, mishap.stamp);
  REQUIRE_MESSAGE(made, (made ? std::string() : made.error().message));
  mishap.received = *std::move(made);
}

signature::Explanation explain_mishap(const Mishap& mishap, const signature::Suspects& suspects) {
  VirtualClock clock{delivery_time};
  return explain(mishap.scheme, mishap.keys, suspects, mishap.received, delivery_time, {clock, {}, Millis{60'000}});
}

std::string told(const signature::Explanation& explanation) {
  if (!explanation.cause) return "nothing found";
  return std::string(to_text(explanation.cause->kind)) + ": " + explanation.cause->change;
}

std::string value_of(const Mishap& mishap) {
  return std::string(*mishap.received.headers.find(mishap.scheme.signature.header));
}

void set_value(Request& request, std::string_view header, std::string value) {
  request.headers.set(header, std::move(value));
}

crypto::Secret secret(std::string_view text) { return crypto::Secret(Bytes(text)); }

std::span<const Family> families() {
  static const auto stripe_both_ways = [] {
    auto scheme = first_scheme_of("stripe");
    scheme.tolerance.future = Seconds{300};
    return scheme;
  }();
  static const std::array all{Family{"raw", first_scheme_of("bfl")},
                              Family{"id.ts.body", first_scheme_of("wavespeed")},
                              Family{"list", first_scheme_of("standard-webhooks")},
                              Family{"fields", stripe_both_ways},
                              Family{"v0:ts:body", first_scheme_of("slack")},
                              Family{"url", first_scheme_of("square")}};
  return all;
}

}  // namespace hookctl::test
