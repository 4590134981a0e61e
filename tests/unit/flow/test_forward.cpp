#include <doctest/doctest.h>

#include "flow/forward.h"
#include "provider/catalogue.h"

using namespace hookctl;
using namespace hookctl::flow;

TEST_CASE("forward: an event as JSON says null for what it does not know, and escapes the rest") {
  CHECK(
      event_json({}) ==
      R"({"provider":null,"id":null,"subject":null,"type":null,"status":null,"raw_status":null,"outputs":[],"error":null,"occurred_at":null})");
  const Event event{.provider = "bfl",
                    .id = "a\"b",
                    .subject = "s",
                    .type = "t",
                    .status = Status::failed,
                    .raw_status = "Er\xffror",
                    .outputs = {{"https://x/1", "image/png"}, {"https://x/2"}},
                    .error = "no\n",
                    .occurred_at = "2026"};
  CHECK(event_json(event) ==
        R"({"provider":"bfl","id":"a\"b","subject":"s","type":"t","status":"failed","raw_status":"Er\\xffror",)"
        R"("outputs":[{"url":"https://x/1","content_type":"image/png"},{"url":"https://x/2","content_type":null}],)"
        R"("error":"no\n","occurred_at":"2026"})");
}

TEST_CASE("forward: an event travels as a POST of JSON to where the request went") {
  const Request delivered{.target = "/hook?x=1", .body = R"({"id":"gen_1","status":"Ready"})"};
  const auto request = event_request(provider::find_provider("bfl"), delivered);
  CHECK(request.method == "POST");
  CHECK(request.target == "/hook?x=1");
  CHECK(request.headers.find("content-type") == "application/json");
  CHECK(request.framing == Framing::length);
  CHECK(request.body.starts_with(R"({"provider":"bfl","id":"gen_1",)"));
  CHECK(event_request(nullptr, delivered).body.starts_with(R"({"provider":null,"id":null,)"));
}
