#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "capture/decode.h"
#include "unit/capture/samples.h"

using namespace hookctl;
using namespace hookctl::capture;
using namespace hookctl::capture::samples;

namespace {

template <typename T>
void check_round_trip(const T& written) {
  const auto read = decode_record(line_of(written));
  REQUIRE_MESSAGE(read, read.error().message);
  REQUIRE(std::holds_alternative<T>(*read));
  CHECK(std::get<T>(*read) == written);
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  REQUIRE_MESSAGE(at != text.npos, from);
  return text.replace(at, from.size(), to);
}

std::string message_of(ByteView line) {
  const auto read = decode_record(line);
  return read ? "" : read.error().message;
}

}  // namespace

TEST_CASE("decode: odd bodies come back as they were") {
  std::mt19937 random(1);
  Bytes noise(1 << 20, '\0');
  for (auto& byte : noise) byte = static_cast<char>(random());
  const Bytes bodies[] = {"",
                          "{\"a\": 1.10, \"b\": \"\\u00e9\\/\"}\n",
                          "\x01\x02\x1b[31m\x7f\t\r\n",
                          Bytes("\0", 1),
                          Bytes("a\0b\0", 4),
                          "\xef\xbb\xbf{}",
                          "\xff\xfe",
                          "\xed\xa0\x80",
                          Bytes("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x03\x00", 12),
                          "\xe2\x80\xa8\xe2\x80\xa9\xf0\x9f\x8e\xa8",
                          Bytes(100'000, '"'),
                          noise};
  for (const auto& body : bodies) {
    CAPTURE(body.size());
    check_round_trip(Capture{.id = "A", .seq = 1, .request = {.body = body, .framing = Framing::chunked}});
  }
}

TEST_CASE("decode: odd heads come back as they were") {
  const Request requests[] = {
      {.method = "M-SEARCH", .target = "*"},
      {.target = "/a?b=%00&b=%zz?c#d"},
      {.target = "/\xff\xfe"},
      {.target = "http://example.com/\"\\"},
      {.version = "1.0", .headers = {{"A", ""}, {"a", ""}, {"A", "x"}}},
      {.headers = {{"X-Latin", "caf\xe9"}, {"X-Utf8", "café"}, {"X-Tab", "a\tb"}, {"X-Looks-Masked", "masked"}}},
      {.body = "x", .framing = Framing::chunked, .trailers = {{"X-End", "1"}, {"x-end", "\x80"}}, .truncated = true},
  };
  for (const auto& request : requests) {
    CAPTURE(request.target);
    check_round_trip(Capture{.id = "A", .seq = 1, .request = request});
  }
}

TEST_CASE("decode: a capture with every member set, an outcome and a refusal come back as they were") {
  check_round_trip(full_capture());
  check_round_trip(Outcome{.id = "A",
                           .at = Instant{Micros{1}},
                           .forwards = {{.to = "http://[::1]:1/", .status = 204, .ms = 0.25, .body = "\xff"},
                                        {.to = "http://x/", .ms = 1e-7, .error = "connection refused"}},
                           .response = {.status = 502, .ms = 1e9}});
  check_round_trip(Refused{.id = "A", .peer = "p", .tls = true, .reason = "incomplete", .head = Bytes("\0\xff", 2)});
}

TEST_CASE("decode: 2,000 random captures come back as they were") {
  std::mt19937 random(20261121);
  for (int i = 0; i < 2000; ++i) {
    CAPTURE(i);
    check_round_trip(random_capture(random));
  }
}

TEST_CASE("decode: masked headers are named once and hold nothing") {
  const auto line = line_of(Capture{.id = "A",
                                    .seq = 1,
                                    .request = {.headers = {{"Cookie", "a"}, {"X", "1"}, {"cookie", "b"}}},
                                    .masked = {"COOKIE"}});
  const auto read = decode_record(line);
  REQUIRE(read);
  const auto& capture = std::get<Capture>(*read);
  CHECK(capture.masked == std::vector<std::string>{"Cookie"});
  CHECK(capture.request.headers == Headers{{"Cookie", ""}, {"X", "1"}, {"cookie", ""}});
}

TEST_CASE("decode: what is wrong with a record is said by name") {
  struct Case {
    std::string_view from, to, message;
  };
  constexpr Case cases[] = {
      {R"("method":"POST",)", "", "member 'request.method' is missing"},
      {R"("target":)", R"("x":)", "member 'request.target' is missing"},
      {R"("seq":1,)", "", "member 'seq' is missing"},
      {R"("seq":1,)", R"("seq":"1",)", "member 'seq' is not a whole number"},
      {R"("seq":1,)", R"("seq":-1,)", "member 'seq' is not a whole number"},
      {R"("at":"2026-11-21T)", R"("at":"yesterday)", "member 'at' is not a time"},
      {R"("v":1,)", "", "member 'v' is missing"},
      {R"("type":"capture",)", "", "member 'type' is missing"},
      {R"("request":{)", R"("rq":{)", "member 'request' is missing"},
      {R"("tls":false)", R"("tls":"no")", "member 'tls' is not true or false"},
      {R"("framing":"length")", R"("framing":"guess")", "member 'request.framing' has an unknown word: 'guess'"},
      {R"("state":"verified")", R"("state":"sure")", "member 'verdict.state' has an unknown word"},
      {R"(["x-dup","b"])", R"("x-dup")", "member 'request.headers' holds something else than [name, value]"},
      {R"(["x-dup","b"])", R"(["x-dup"])", "member 'request.headers' holds something else than [name, value]"},
      {R"(["x-dup","b"])", R"(["x-dup",1])", "member 'request.headers' holds something else than [name, value]"},
      {R"(["x-dup","b"])", R"(["x-dup","b","b64"])", "member 'request.headers' holds a value that is not base64"},
      {R"("body":"{)", R"("body_b64":"{)", "member 'request.body_b64' is not base64"},
      {R"("body":")", R"("body_b64":"","body":")", "member 'request.body' and its 'body_b64' exclude each other"},
      {R"("body":"{)", R"("body":"[)", "body does not match its sha256"},
      {R"("body":"{)", R"("body":"{ )", "body does not match its size"},
      {R"("size":16)", R"("size":17)", "body does not match its size"},
      {R"("status":500)", R"("status":99999999999)", "member 'response.status' is too large"},
  };
  for (const auto& [from, to, message] : cases) {
    CAPTURE(to);
    CHECK(message_of(replaced(line_of(full_capture()), from, to)) == message);
  }
}

TEST_CASE("decode: what is not one JSON object is refused") {
  const auto line = line_of(full_capture());
  const auto whole = line.substr(0, line.size() - 1);
  for (const auto& text : {std::string(), std::string("null"), std::string("[]"), whole + whole, whole + "}",
                           whole + '\0', whole.substr(0, whole.size() - 1), "x" + whole,
                           replaced(whole, "gen_abc", "gen_\xff"), replaced(whole, "gen_abc", "gen\nabc")}) {
    CAPTURE(text);
    CHECK(message_of(text).starts_with("not a JSON object"));
  }
}

TEST_CASE("decode: a byte flipped anywhere in a body is caught") {
  Capture capture{.id = "A", .seq = 1, .request = {.body = "The quick brown fox: 0123456789"}};
  const auto line = line_of(capture);
  const auto start = line.find("The quick");
  for (std::size_t i = 0; i < capture.request.body.size(); ++i) {
    CAPTURE(i);
    auto flipped = line;
    flipped[start + i] = static_cast<char>(flipped[start + i] ^ 1);
    CHECK_FALSE(decode_record(flipped));
  }
}

TEST_CASE("decode: members that are not known are passed over wherever they stand") {
  auto line = line_of(full_capture());
  line = replaced(line, R"("v":1,)", R"("v":1,"later":{"a":[1,null,{"b":"\u00e9"}]},)");
  line = replaced(line, R"("method":)", R"("priority":-1.5e3,"method":)");
  line = replaced(line, R"("reason":)", R"("confidence":0.5,"reason":)");
  line = replaced(line, R"("attempt":1)", R"("attempt":1,"mood":"good")");
  const auto read = decode_record(line);
  REQUIRE_MESSAGE(read, read.error().message);
  CHECK(std::get<Capture>(*read) == full_capture());
}

TEST_CASE("decode: members may stand in any order") {
  const auto line = nlohmann::json::parse(line_of(full_capture())).dump();  // sorted by name
  CHECK(line.starts_with(R"({"at":)"));
  const auto read = decode_record(line);
  REQUIRE_MESSAGE(read, read.error().message);
  CHECK(std::get<Capture>(*read) == full_capture());
}

TEST_CASE("decode: members that only describe may be absent") {
  const auto read = decode_record(
      R"({"request":{"framing":"none","sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",)"
      R"("size":0,"version":"1.1","target":"/","method":"GET"},"at":"2026-11-21T10:04:31Z","seq":1,"id":"A",)"
      R"("type":"capture","v":1})");
  REQUIRE_MESSAGE(read, read.error().message);
  CHECK(std::get<Capture>(*read).request.method == "GET");
}

TEST_CASE("decode: types and versions of later days are kept apart, not refused") {
  for (const auto line : {R"({"v":1,"type":"heartbeat","n":1})", R"({"v":2,"type":"heartbeat","id":7})"}) {
    CAPTURE(line);
    const auto read = decode_record(line);
    REQUIRE_MESSAGE(read, read.error().message);
    REQUIRE(std::holds_alternative<Unknown>(*read));
    CHECK(std::get<Unknown>(*read).type == "heartbeat");
  }
}

TEST_CASE("decode: one decoder reads long and short lines in turn") {
  Decoder decoder;
  const auto large = line_of(Capture{.id = "A", .seq = 1, .request = {.body = Bytes(300'000, 'x')}});
  const auto small = line_of(full_capture());
  for (const auto& line : {small, large, small, large.substr(0, 1000), small}) {
    const auto read = decoder.decode(line);
    CHECK(static_cast<bool>(read) == line.ends_with('\n'));
  }
}
