#include <doctest/doctest.h>

#include "support/judge.h"

using namespace hookctl;
using namespace hookctl::test;
using namespace std::chrono_literals;

// A published delivery: the test secret and message of Svix and of the Standard Webhooks libraries.
TEST_CASE("judge: standardwebhooks accepts a published delivery, and refuses another body or a late one") {
  constexpr auto secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  constexpr auto body = R"({"test": 2432232314})";
  constexpr Instant sent{1614265330s};
  const Headers headers = {{"webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"},
                           {"webhook-timestamp", "1614265330"},
                           {"webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="}};
  const auto accepted = ask_judge("standardwebhooks", secret, headers, body, sent);
  if (!accepted) {
    MESSAGE("not asked: the judge is not installed (scripts/fetch-packages)");
    return;
  }
  CHECK(accepted->accepted);
  CHECK_FALSE(ask_judge("standardwebhooks", secret, headers, "{}", sent)->accepted);
  CHECK(ask_judge("standardwebhooks", secret, headers, body, sent + 301s)->words == "Message timestamp too old");
}
