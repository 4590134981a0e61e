#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>

#include "base/text.h"
#include "capture/log_reader.h"
#include "support/http_client.h"
#include "support/listen_process.h"

using namespace hookctl;
using namespace hookctl::test;
using namespace std::string_literals;
using Json = nlohmann::json;

namespace {

const Bytes gzipped =
    "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xab\x56\xca\x4c\x51\xb2\x52\x4a\x4f\xcd\x8b\x37\x54\xd2\x51\x2a\x2e\x49"
    "\x2c\x29\x2d\x06\x0a\x04\xa5\x26\xa6\x54\x2a\xd5\x02\x00\xee\x72\x9e\xb0\x1f\x00\x00\x00"s;

const Bytes multipart =
    "--frontier\r\nContent-Disposition: form-data; name=\"payload\"\r\n\r\n{\"id\":1}\r\n"
    "--frontier\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.bin\"\r\n\r\n\0\r\n\xff--front\r\n"
    "--frontier--\r\n"s;

Bytes long_form() {
  Bytes form = "payload=";
  while (form.size() < 17'000) form += "%7B%22a%22%3A+1%7D%0A";
  return form;
}

Bytes every_byte_twice() {
  Bytes bytes(512, '\0');
  std::iota(bytes.begin(), bytes.end(), '\0');
  return bytes;
}

Request plain(Headers headers, Bytes body) {
  headers.add("Content-Length", std::to_string(body.size()));
  headers.add("Connection", "close");
  return {
      .target = "/hook?x=1&x=%31", .headers = std::move(headers), .body = std::move(body), .framing = Framing::length};
}

/// A request as the log must give it back.
struct Case {
  std::string name;
  Request request;
};

std::vector<Case> cases() {
  return {
      {"gzip, left compressed", plain({{"Host", "x"}, {"Content-Encoding", "gzip"}}, gzipped)},
      {"multipart", plain({{"Host", "x"}, {"Content-Type", "multipart/form-data; boundary=frontier"}}, multipart)},
      {"a form of 17 KB", plain({{"Host", "x"}, {"Content-Type", "application/x-www-form-urlencoded"}}, long_form())},
      {"all bytes, NUL among them", plain({{"Host", "x"}}, every_byte_twice())},
      {"valid UTF-8 with NUL, quotes and line separators",
       plain({{"Host", "x"}}, "\0\"\\\r\n\t\x7f\u2028é\U0001f3a8"s)},
      {"nothing", plain({{"Host", "x"}}, "")},
      {"chunked with trailers",
       {.target = "/hook",
        .headers = {{"hOST", "x"}, {"Transfer-Encoding", "Chunked"}, {"Connection", "close"}},
        .body = every_byte_twice(),
        .framing = Framing::chunked,
        .trailers = {{"X-Check", "1"}, {"x-check", ""}, {"X-Obs", "\xff"}}}},
      {"odd headers", plain({{"Host", "x"},
                             {"Zeta", "1"},
                             {"X-Dup", "a"},
                             {"x-dup", "b"},
                             {"X-DUP", "a"},
                             {"X-Empty", ""},
                             {"X-Percent", "100%25 a%2Bb%0d%0aEvil: 1 %00"},
                             {"X-Obs", "\xff\xfe caf\xc3\xa9"},
                             {"X-Utf8", "caf\xc3\xa9"},
                             {"X-Quoted", R"("a\"b", 'c'; d="e,f")"},
                             {"!#$%&'*+-.^_`|~1", "a name of every sign"},
                             {"X-Long", std::string(8192, 'v')},
                             {"alpha", "2"}},
                            "{}")},
  };
}

Bytes on_the_wire(const Request& request) {
  auto text = fmt::format("{} {} HTTP/{}\r\n", request.method, request.target, request.version);
  for (const auto& [name, value] : request.headers) text += name + ": " + value + "\r\n";
  text += "\r\n";
  if (request.framing != Framing::chunked) return text + request.body;
  for (std::size_t at = 0; at < request.body.size(); at += 100) {
    const auto chunk = request.body.substr(at, 100);
    text += fmt::format("{:X}\r\n", chunk.size()) + chunk + "\r\n";
  }
  text += "0\r\n";
  for (const auto& [name, value] : request.trailers) text += name + ": " + value + "\r\n";
  return text + "\r\n";
}

/// Base64 and digests by the programs that every system has.
Bytes judge(std::vector<std::string> program, ByteView input) {
  const auto finished = run({.argv = std::move(program)}, input);
  REQUIRE(finished.exit == 0);
  return finished.out;
}

Bytes unbase64(const std::string& text) { return judge({"base64", "-d"}, text); }

Headers headers_of(const Json& fields) {
  Headers headers;
  for (const auto& field : fields) {
    REQUIRE((field.size() == 2 || (field.size() == 3 && field[2] == "b64")));
    const std::string value = field[1];
    headers.add(field[0], field.size() == 2 ? value : unbase64(value));
  }
  return headers;
}

Bytes body_of(const Json& request) {
  REQUIRE(request.contains("body") + request.contains("body_b64") == (request.at("size") == 0 ? 0 : 1));
  if (request.contains("body_b64")) return unbase64(request["body_b64"]);
  return request.value("body", "");
}

void check_by_hand(const Json& record, const Request& sent) {
  const auto& request = record.at("request");
  CHECK(request.at("method") == sent.method);
  CHECK(request.at("target") == sent.target);
  CHECK(request.at("version") == sent.version);
  CHECK(headers_of(request.at("headers")) == sent.headers);
  CHECK(headers_of(request.at("trailers")) == sent.trailers);
  CHECK(request.at("framing") == (sent.framing == Framing::chunked ? "chunked" : "length"));
  CHECK(request.at("truncated") == false);
  CHECK(request.at("size") == sent.body.size());
  CHECK((body_of(request) == sent.body));
  CHECK(judge({"sha256sum"}, sent.body).starts_with(request.at("sha256").get<std::string>()));
}

}  // namespace

TEST_CASE("bytes: what was sent comes back from the log as it was, for our reader and for anybody's") {
  const Folder home;
  ListenProcess listener(home, {"--json"});
  const auto all = cases();
  std::vector<Json> told;
  for (const auto& [name, request] : all) {
    CAPTURE(name);
    CHECK(exchange(listener.port(), on_the_wire(request)).bytes.starts_with("HTTP/1.1 200 "));
    told.push_back(listener.next());
  }
  const auto path = home.file("captures.jsonl");
  const auto log = capture::read_log(path);
  REQUIRE(log);
  CHECK(log->damage.empty());
  REQUIRE(log->captures.size() == all.size());
  const auto text = read_file(path);
  const auto lines = split(text, '\n');
  for (std::size_t i = 0; i < all.size(); ++i) {
    CAPTURE(all[i].name);
    CHECK((log->captures[i].request == all[i].request));
    const auto record = Json::parse(lines[i]);
    check_by_hand(record, all[i].request);
    CHECK((told[i] == record));
  }
}
