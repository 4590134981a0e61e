#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "crypto/encoding.h"
#include "support/raw_client.h"
#include "support/running_receiver.h"

using namespace hookctl;
using namespace std::chrono_literals;
using test::RawClient;
using test::RunningReceiver;

namespace {

/// One case of the corpus: raw bytes with pauses, and what is owed to them.
struct Case {
  std::string name;
  std::string expect;
  nlohmann::json steps;
  std::string sent;
};

std::vector<Case> read_cases(const std::string& path) {
  std::vector<Case> cases;
  std::ifstream file(path);
  const auto corpus = nlohmann::json::parse(file);
  for (const auto& entry : corpus.at("cases")) {
    Case c{entry.at("name"), entry.at("expect"), entry.at("steps"), {}};
    for (const auto& step : c.steps) {
      if (step.contains("send")) c.sent += *crypto::from_base64(step.at("send").get<std::string>());
    }
    cases.push_back(std::move(c));
  }
  return cases;
}

/// Plays a case and returns everything that was answered until the receiver closed.
std::string play(const Case& c, std::uint16_t port) {
  const RawClient client(port);
  for (const auto& step : c.steps) {
    if (step.contains("send")) client.send(*crypto::from_base64(step.at("send").get<std::string>()));
    if (step.contains("half_close")) client.half_close();
    // A pause of the sender, as the corpus asks for; nothing waits for it to have an effect.
    if (step.contains("sleep")) std::this_thread::sleep_for(step.at("sleep").get<double>() * 1s);
  }
  return client.receive_all();
}

/// The head of a request as it must have been on the wire.
std::string head_of(const Request& request) {
  auto head = request.method + " " + request.target + " HTTP/" + request.version + "\r\n";
  for (const auto& [name, value] : request.headers) head += name + ":" + value + "\r\n";
  return head + "\r\n";
}

/// Without the space around header values, which is no part of them.
std::string tightened(std::string text) {
  for (auto at = text.find(": "); at != text.npos; at = text.find(": ", at)) text.erase(at + 1, 1);
  return text;
}

/// Whether every head and body stands in what was sent, one after the other.
bool is_as_sent(const Case& c, const std::vector<wire::Arrival>& arrivals) {
  const auto sent = tightened(c.sent);
  std::size_t at = sent.starts_with("\r\n") ? 2 : 0;
  for (const auto& arrival : arrivals) {
    const auto head = tightened(head_of(arrival.request));
    if (sent.compare(at, head.size(), head) != 0) return false;
    at = sent.find(tightened(arrival.request.body), at + head.size());
    if (at == sent.npos) return false;
    at += tightened(arrival.request.body).size();
  }
  return true;
}

bool smuggles(const std::vector<wire::Arrival>& arrivals) {
  return std::any_of(arrivals.begin(), arrivals.end(), [](const auto& a) { return a.request.target == "/SMUGGLED"; });
}

}  // namespace

TEST_CASE("framing corpus: accepted as sent, or refused with 4xx or 5xx and closed, never smuggled") {
  const char* corpora = std::getenv("HOOKCTL_CORPORA");
  if (!corpora) {
    MESSAGE("HOOKCTL_CORPORA is not set: the framing corpus was not played");
    return;
  }
  const auto cases = read_cases(std::string(corpora) + "/framing.json");
  REQUIRE(cases.size() >= 100);
  for (const auto& c : cases) {
    CAPTURE(c.name);
    // Its own receiver, so that every arrival is this case's.
    RunningReceiver receiver({.head_deadline = 400ms, .request_deadline = 500ms, .idle_deadline = 600ms});
    const auto answer = play(c, receiver.port());
    const auto arrivals = receiver.arrivals(0);
    const auto refusals = std::count_if(arrivals.begin(), arrivals.end(), [](const auto& a) { return a.refusal; });
    CHECK_FALSE(smuggles(arrivals));
    if (c.expect == "accept") {
      CHECK(refusals == 0);
      CHECK_FALSE(arrivals.empty());
      CHECK(is_as_sent(c, arrivals));
      CHECK((answer.starts_with("HTTP/1.1 200") || answer.starts_with("HTTP/1.1 100")));
    }
    if (c.expect == "refuse") {
      CHECK(arrivals.size() == 1);
      CHECK(refusals == 1);
      CHECK((answer.starts_with("HTTP/1.1 4") || answer.starts_with("HTTP/1.1 5")));
      CHECK(answer.find("Connection: close\r\n") != answer.npos);
    }
  }
}
