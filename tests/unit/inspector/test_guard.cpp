#include <doctest/doctest.h>

#include <vector>

#include "inspector/guard.h"

namespace hookctl::inspector {
namespace {

const Guard guard({"127.0.0.1:4040", "localhost:4040"}, "the-token");

struct Case {
  const char* what;
  Knock knock;
  int status;  // 0: let in
};

Knock reading(const char* host = "127.0.0.1:4040") {
  return {.path = "/api/captures", .hosts = {host}, .token = "the-token"};
}

Knock changing() {
  return {.method = "POST",
          .path = "/api/script",
          .hosts = {"127.0.0.1:4040"},
          .token = "the-token",
          .origin = "http://127.0.0.1:4040",
          .content_type = "application/json"};
}

template <typename Change>
Knock but(Knock knock, Change change) {
  change(knock);
  return knock;
}

}  // namespace

TEST_CASE("guard: who is let in, and what others are answered") {
  const std::vector<Case> cases{
      {"a read with the token", reading(), 0},
      {"by the other name of this machine", reading("localhost:4040"), 0},
      {"in other letters", reading("LOCALHOST:4040"), 0},
      {"a rebound name", reading("evil.example:4040"), 421},
      {"a name that begins well", reading("127.0.0.1.evil.example:4040"), 421},
      {"another port", reading("127.0.0.1:4041"), 421},
      {"no port", reading("127.0.0.1"), 421},
      {"no host", but(reading(), [](Knock& knock) { knock.hosts.clear(); }), 421},
      {"two hosts", but(reading(), [](Knock& knock) { knock.hosts.push_back("evil.example"); }), 421},
      {"no token", but(reading(), [](Knock& knock) { knock.token.reset(); }), 401},
      {"a wrong token", but(reading(), [](Knock& knock) { knock.token = "the-toke"; }), 401},
      {"a read by another site", but(reading(), [](Knock& knock) { knock.origin = "http://evil.example"; }), 403},
      {"a read that another site started", but(reading(), [](Knock& knock) { knock.fetch_site = "cross-site"; }), 403},
      {"a read from another port", but(reading(), [](Knock& knock) { knock.fetch_site = "same-site"; }), 403},
      {"the page without a token", {.path = "/", .hosts = {"127.0.0.1:4040"}}, 0},
      {"the page under a rebound name", {.path = "/", .hosts = {"evil.example"}}, 421},
      {"a post to the page", {.method = "POST", .path = "/", .hosts = {"127.0.0.1:4040"}}, 405},
      {"a change", changing(), 0},
      {"a change that says where it is from in another way",
       but(changing(),
           [](Knock& knock) {
             knock.origin.reset();
             knock.fetch_site = "same-origin";
           }),
       0},
      {"a change from nowhere", but(changing(), [](Knock& knock) { knock.origin.reset(); }), 403},
      {"a change from a page without an origin", but(changing(), [](Knock& knock) { knock.origin = "null"; }), 403},
      {"a change as a form sends it", but(changing(), [](Knock& knock) { knock.content_type = "text/plain"; }), 415},
      {"a change without the token", but(changing(), [](Knock& knock) { knock.token.reset(); }), 401},
      {"another method", but(changing(), [](Knock& knock) { knock.method = "DELETE"; }), 405},
  };
  for (const auto& [what, knock, status] : cases) {
    CAPTURE(what);
    const auto turned = guard.check(knock);
    CHECK((turned ? turned->status : 0) == status);
  }
}

}  // namespace hookctl::inspector
