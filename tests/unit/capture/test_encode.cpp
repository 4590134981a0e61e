#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "capture/encode.h"
#include "crypto/digest.h"
#include "unit/capture/samples.h"

using namespace hookctl;
using namespace hookctl::capture;
using namespace hookctl::capture::samples;
using Json = nlohmann::ordered_json;

TEST_CASE("capture record: every member of the documented example, in its order") {
  CHECK(line_of(full_capture()) ==
        R"({"v":1,"type":"capture","id":"01JDA7QK6T0000000000000001","seq":1,"at":"2026-11-21T10:04:31.120431Z",)"
        R"("peer":"127.0.0.1:55012","tls":false,)"
        R"("request":{"method":"POST","target":"/hook?x=1&x=2","version":"1.1",)"
        R"("headers":[["Host","127.0.0.1:8787"],["X-Dup","a"],["x-dup","b"]],)"
        R"("body":"{\"id\":\"gen_abc\"}","size":16,)"
        R"("sha256":"065b3a00f15ffedc4b37ef0e0628d49e60f9f8949b94b5751a808b21bffbfc9d",)"
        R"("framing":"length","trailers":[],"truncated":false},)"
        R"("public_url":"https://dev.ngrok-free.app/hook?x=1&x=2",)"
        R"("verdict":{"state":"verified","provider":"bfl","reason":"valid","key":0},)"
        R"("event":{"provider":"bfl","id":"gen_abc","subject":"gen_abc","type":"job","status":"succeeded",)"
        R"("raw_status":"Ready","attempt":1,"duplicate_of":null,"gap_ms":1.5,"key":"k"},)"
        R"("response":{"status":500,"fault":"truncate","rule":"500,200"}})"
        "\n");
}

TEST_CASE("capture record: what is not known is null, what is empty is left out") {
  const auto record = Json::parse(line_of(Capture{.id = "A", .seq = 2}));
  for (const auto name : {"public_url", "event", "response"}) {
    CAPTURE(name);
    CHECK(record.at(name).is_null());
  }
  CHECK(record["verdict"].dump() == R"({"state":"unattempted","provider":null,"reason":"scheme_unknown","key":null})");
  CHECK_FALSE(record["request"].contains("body"));
  CHECK_FALSE(record["request"].contains("body_b64"));
  CHECK(record["request"]["size"] == 0);
  CHECK(record["request"]["framing"] == "none");
}

TEST_CASE("capture record: the gap since the attempt before is in milliseconds, to the microsecond") {
  struct Case {
    std::int64_t micros;
    std::string_view text;
  };
  constexpr Case cases[] = {
      {0, "0"},         {1'000, "1"},        {1'500, "1.5"},   {10, "0.01"},   {123'456, "123.456"},
      {1'001, "1.001"}, {100'020, "100.02"}, {-1'500, "-1.5"}, {-10, "-0.01"}, {7'200'000'000, "7200000"}};
  for (const auto& [micros, text] : cases) {
    CAPTURE(text);
    const auto line = line_of(Capture{.id = "A", .event = EventNote{.gap = Micros{micros}}});
    CHECK(line.find("\"gap_ms\":" + std::string(text) + '}') != line.npos);
  }
}

TEST_CASE("outcome record: the documented example") {
  const Outcome outcome{.id = "01JDA7QK6T0000000000000001",
                        .at = Instant{Seconds{1'795'255'471}},
                        .forwards = {{.to = "http://localhost:3000/hook", .status = 200, .ms = 14, .body = "ok"},
                                     {.to = "http://localhost:3001/", .ms = 0.5, .error = "connection refused"}},
                        .response = {.status = 200, .ms = 15.2}};
  CHECK(line_of(outcome) ==
        R"({"v":1,"type":"outcome","id":"01JDA7QK6T0000000000000001","at":"2026-11-21T10:04:31.000000Z",)"
        R"("forward":[{"to":"http://localhost:3000/hook","status":200,"ms":14,"body":"ok","error":null},)"
        R"({"to":"http://localhost:3001/","status":null,"ms":0.5,"body":"","error":"connection refused"}],)"
        R"("response":{"status":200,"ms":15.2}})"
        "\n");
}

TEST_CASE("refused record: the head in base64, whatever it holds") {
  const Refused refused{
      .id = "A", .peer = "127.0.0.1:1", .reason = "content_length_conflict", .head = "GET / HTTP/1.1\r\n"};
  CHECK(line_of(refused) ==
        R"({"v":1,"type":"refused","id":"A","at":"1970-01-01T00:00:00.000000Z","peer":"127.0.0.1:1","tls":false,)"
        R"("reason":"content_length_conflict","status":400,"head_b64":"R0VUIC8gSFRUUC8xLjENCg=="})"
        "\n");
}

TEST_CASE("capture record: bytes that are UTF-8 stand as text, others in base64 under another name") {
  struct Case {
    ByteView body;
    std::string_view member, value;
  };
  constexpr Case cases[] = {
      {"a\"b\\c", "body", R"("a\"b\\c")"},
      {"\x01\x1f\b\f\n\r\t", "body", R"("\u0001\u001f\b\f\n\r\t")"},
      {{"a\0b", 3}, "body", R"("a\u0000b")"},
      {"\x7f", "body", "\"\x7f\""},
      {"\xe2\x80\xa8", "body", "\"\xe2\x80\xa8\""},
      {"a/b", "body", R"("a/b")"},
      {"\xff", "body_b64", R"("/w==")"},
      {"\xed\xa0\x80", "body_b64", R"("7aCA")"},
      {"\xc0\x80", "body_b64", R"("wIA=")"},
      {"\x1f\x8b\x08", "body_b64", R"("H4sI")"},
  };
  for (const auto& [body, member, value] : cases) {
    CAPTURE(value);
    const auto line = line_of(Capture{.id = "A", .request = {.body = Bytes(body)}});
    CHECK(line.find('"' + std::string(member) + "\":" + std::string(value) + ',') != line.npos);
    const auto request = Json::parse(line)["request"];
    CHECK(request.contains("body") + request.contains("body_b64") == 1);
    CHECK(request["size"] == body.size());
    CHECK(request["sha256"] == crypto::sha256_hex(body));
  }
}

TEST_CASE("capture record: a target that is not UTF-8 is kept in base64") {
  const auto request = Json::parse(line_of(Capture{.id = "A", .request = {.target = "/\xff"}}))["request"];
  CHECK(request["target_b64"] == "L/8=");
  CHECK_FALSE(request.contains("target"));
}

TEST_CASE("capture record: header values keep obs-text, order, case and duplicates, masked ones are gone") {
  const Capture capture{.id = "A",
                        .request = {.headers = {{"Authorization", "Bearer s3cret"},
                                                {"X-Empty", ""},
                                                {"x-name", "caf\xe9"},
                                                {"authorization", "s3cret too"},
                                                {"X-Name", "café"}},
                                    .trailers = {{"AUTHORIZATION", "s3cret again"}, {"X-End", "1"}}},
                        .masked = {"Authorization"}};
  const auto line = line_of(capture);
  const auto request = Json::parse(line)["request"];
  CHECK(request["headers"].dump() == R"([["Authorization","","masked"],["X-Empty",""],["x-name","Y2Fm6Q==","b64"],)"
                                     R"(["authorization","","masked"],["X-Name","café"]])");
  CHECK(request["trailers"].dump() == R"([["AUTHORIZATION","","masked"],["X-End","1"]])");
  CHECK(line.find("s3cret") == line.npos);
}

TEST_CASE("capture record: notes that are not UTF-8 never make a line that is not JSON") {
  Capture capture = full_capture();
  capture.peer = capture.event->id = capture.event->raw_status = capture.verdict.detail = "x\xff";
  const auto record = Json::parse(line_of(capture));
  CHECK(record["event"]["id"] == "x\\xff");
  CHECK(record["verdict"]["detail"] == "x\\xff");
}

TEST_CASE("capture record for the screen: a long body leaves its bytes out, a short one does not") {
  const Capture capture{.id = "A", .request = {.body = "12345"}};
  std::string whole, cut;
  append_record(whole, capture, BodyLimit{5});
  append_record(cut, capture, BodyLimit{4});
  CHECK(Json::parse(whole)["request"]["body"] == "12345");
  CHECK_FALSE(Json::parse(cut)["request"].contains("body"));
  CHECK(Json::parse(cut)["request"]["size"] == 5);
}

TEST_CASE("capture record: an independent reader finds the same bytes in 500 random ones") {
  std::mt19937 random(7);
  for (int i = 0; i < 500; ++i) {
    CAPTURE(i);
    const auto capture = random_capture(random);
    const auto line = line_of(capture);
    const auto record = Json::parse(line);
    CHECK(line.find('\n') == line.size() - 1);
    CHECK(record["request"]["sha256"] == crypto::sha256_hex(capture.request.body));
    CHECK(record["request"].value("body", capture.request.body) == capture.request.body);
    CHECK(record["peer"] == capture.peer);
    CHECK(record["request"]["headers"].size() == capture.request.headers.size());
  }
}

TEST_CASE("credentials: four headers, in any case") {
  for (const auto name : {"Authorization", "cookie", "PROXY-AUTHORIZATION", "x-api-key"}) {
    CAPTURE(name);
    CHECK(is_credential(name));
  }
  for (const auto name : {"", "Auth", "X-Signature", "Authorization ", "Set-Cookie"}) {
    CAPTURE(name);
    CHECK_FALSE(is_credential(name));
  }
}
