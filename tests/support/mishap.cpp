#include "support/mishap.h"

#include <doctest/doctest.h>

namespace hookctl::test {

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

}  // namespace hookctl::test
