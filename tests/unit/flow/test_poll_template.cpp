#include <doctest/doctest.h>

#include "flow/poll_template.h"

using namespace hookctl;

TEST_CASE("poll template: a URL of this machine or a path, with a place for the id") {
  const auto whole = flow::PollTemplate::parse("http://127.0.0.1:9000/requests/{id}/status");
  REQUIRE(whole);
  CHECK(whole->port() == 9000);
  CHECK(whole->id_in("/requests/a-1/status") == "a-1");
  CHECK(whole->id_in("/requests/a-1/status?x=1") == "a-1");
  CHECK(whole->target_of("a-1") == "/requests/a-1/status");
  for (const auto* other : {"/requests//status", "/requests/status", "/requests/a/b/status", "/requests/a-1", "/"}) {
    CAPTURE(other);
    CHECK_FALSE(whole->id_in(other));
  }
  const auto query = flow::PollTemplate::parse("/v1/get_result?id={id}");
  REQUIRE(query);
  CHECK(query->port() == 0);
  CHECK(query->id_in("/v1/get_result?id=7") == "7");
  CHECK_FALSE(query->id_in("/v1/get_result?id=7&x=1"));
}

TEST_CASE("poll template: what cannot be served is refused") {
  for (const auto* wrong :
       {"http://127.0.0.1:9000/requests", "https://127.0.0.1/{id}", "http://example.com/{id}", "", "x"}) {
    CAPTURE(wrong);
    CHECK_FALSE(flow::PollTemplate::parse(wrong));
  }
}
