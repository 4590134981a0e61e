#include <doctest/doctest.h>
#include <fmt/format.h>

#include "support/command.h"
#include "support/files.h"
#include "support/http_client.h"
#include "support/json_lines.h"
#include "support/listen_process.h"
#include "support/signed_delivery.h"

namespace hookctl::test {
namespace {

const Headers unsigned_bfl{{"X-BFL-Signature", "sha256=0"}};

Bytes event_of(std::string_view id) { return fmt::format(R"({{"id":"{}","status":"Ready"}})", id); }

const SignedDelivery& bfl_of(const std::vector<SignedDelivery>& all) {
  return *std::find_if(all.begin(), all.end(), [](const SignedDelivery& each) { return each.provider == "bfl"; });
}

Headers headers_of(const SignedDelivery& delivery) {
  Headers headers;
  for (const auto& line : delivery.headers) {
    const auto colon = line.find(": ");
    headers.add(line.substr(0, colon), line.substr(colon + 2));
  }
  return headers;
}

}  // namespace

TEST_CASE("expect-id: ends with 0 when all have come, and points out others") {
  const Folder home;
  write_file(home.file("ids"), "b\n\nc\r\n");
  ListenProcess listen(home, {"--json", "--expect-id", "a", "--expect-id", "@ids", "--timeout", "30s"});
  for (const std::string id : {"a", "c", "x", "b"}) post(listen.port(), "/", unsigned_bfl, event_of(id));
  const auto concern = listen.next("concern");
  CHECK(concern["rule"] == "unexpected_id");
  CHECK(concern["seq"] == 3);
  const auto end = listen.next("end");
  CHECK(end["reason"] == "expect");
  CHECK(end["missing"].empty());
  CHECK(listen.wait().code == 0);
}

TEST_CASE("expect-id: a timeout says what is missing") {
  const Folder home;
  ListenProcess listen(home, {"--expect-id", "a", "--expect-id", "gone\x1b[31m", "--timeout", "300ms"});
  post(listen.port(), "/", unsigned_bfl, event_of("a"));
  std::string line;
  while (!line.starts_with("end  timeout")) line = listen.line();
  CHECK(listen.line() == "missing  gone\\x1b[31m");
  CHECK(listen.wait().code == 124);
}

TEST_CASE("concerns: an answer over the budget and a refused duplicate are pointed out with their reasons") {
  const Folder home;
  ListenProcess listen(home, {"--respond", "200,delay=30ms:409", "--latency-budget", "10ms"});
  post(listen.port(), "/", unsigned_bfl, event_of("a"));
  post(listen.port(), "/", unsigned_bfl, event_of("a"));
  std::string line;
  while (!line.starts_with("!!           #2  answered after ")) line = listen.line();
  CHECK(line.find("the budget is 10 ms") != line.npos);
  CHECK(listen.line() == "!!           #2  a duplicate was answered 409; answer 2xx to what was accepted before");
}

TEST_CASE("causes: a proven cause is told after the answer, once for a reason") {
  const Folder home;
  const auto deliveries = signed_deliveries(home);
  const auto& genuine = bfl_of(deliveries);
  auto options = genuine.checking;
  options.insert(options.begin(), {"--json"});
  ListenProcess listen(home, options);
  for (int i = 0; i < 3; ++i) post(listen.port(), "/", headers_of(genuine), genuine.body + "\n");
  const auto cause = listen.next("cause");
  CHECK(cause["seq"] == 1);
  CHECK(cause["cause"]["class"] == "body");
  CHECK(cause["cause"]["proven"] == true);
  CHECK(listen.stop().code == 0);
  while (Json::parse(listen.line())["type"] != "end") continue;
}

TEST_CASE("causes: a listener that ends with a failed delivery waits for its cause, unless told not to search") {
  for (const bool searches : {true, false}) {
    CAPTURE(searches);
    const Folder home;
    const auto deliveries = signed_deliveries(home);
    const auto& genuine = bfl_of(deliveries);
    auto options = genuine.checking;
    options.insert(options.begin(), {"--json", "--count", "1"});
    if (!searches) options.emplace_back("--no-explain");
    ListenProcess listen(home, options);
    post(listen.port(), "/", headers_of(genuine), genuine.body + "\n");
    listen.next("capture");
    CHECK(Json::parse(listen.line())["type"] == (searches ? "cause" : "end"));
    CHECK(listen.wait().code == 0);
  }
}

TEST_CASE("metrics: the counts, as Prometheus reads them, on a port of their own") {
  const Folder home;
  Process listen(hookctl(home, {"listen", "--port", "0", "--metrics", "0", "--json"}));
  const auto ready = Json::parse(listen.read_line(Millis{10'000}).value());
  post(ready["port"], "/", unsigned_bfl, event_of("a"));
  const auto request = [](std::string_view target) {
    return fmt::format("GET {} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", target);
  };
  const int metrics_port = ready["metrics_port"];
  const auto page = test::exchange(metrics_port, request("/metrics")).bytes;
  CHECK(page.find("Content-Type: text/plain; version=0.0.4\r\n") != page.npos);
  CHECK(page.find("\nhookctl_deliveries_received_total{provider=\"bfl\"} 1\n") != page.npos);
  CHECK(page.find("\nhookctl_answer_seconds_count 1\n") != page.npos);
  CHECK(test::exchange(metrics_port, request("/")).bytes.starts_with("HTTP/1.1 404 "));
  listen.send_signal(SIGINT);
  CHECK(listen.wait(Millis{10'000}).code == 0);
}

TEST_CASE("summary: by provider, where there were several") {
  const Folder home;
  ListenProcess listen(home, {"--json", "--count", "2"});
  post(listen.port(), "/", unsigned_bfl, event_of("a"));
  post(listen.port(), "/", {}, "x");
  const auto end = listen.next("end");
  CHECK(end["providers"]["bfl"]["received"] == 1);
  CHECK(end["providers"]["unknown"]["received"] == 1);
  CHECK(end["max_ms"] >= end["p50_ms"]);
}

}  // namespace hookctl::test
