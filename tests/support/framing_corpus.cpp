#include "support/framing_corpus.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <thread>

#include "base/text.h"
#include "crypto/encoding.h"
#include "support/files.h"
#include "support/raw_client.h"

namespace hookctl::test {
namespace {

FramingStep step_of(const nlohmann::json& entry) {
  return {.pause = std::chrono::duration_cast<Millis>(std::chrono::duration<double>(entry.value("sleep", 0.0))),
          .send = *crypto::from_base64(entry.value("send", "")),
          .half_close = entry.value("half_close", false)};
}

/// Lines of `name:value`, without the space around the value.
Bytes compact(ByteView head) {
  Bytes text;
  for (const auto line : split(head, '\n')) {
    const auto colon = line.find(':');
    text += line.substr(0, colon);
    if (colon != line.npos) text += ":" + std::string(trim(line.substr(colon + 1)));
    text += "\n";
  }
  return text;
}

/// The head as it must have been on the wire.
Bytes head_of(const Request& request) {
  auto text = request.method + " " + request.target + " HTTP/" + request.version + "\r\n";
  for (const auto& [name, value] : request.headers) text += name + ": " + value + "\r\n";
  return text + "\r\n";
}

/// Takes up to and including `end`; everything when it is not there.
ByteView take_until(ByteView& rest, ByteView end) {
  const auto at = rest.find(end);
  const auto taken = rest.substr(0, at == rest.npos ? at : at + end.size());
  rest.remove_prefix(taken.size());
  return taken;
}

/// Takes a chunked body with its trailers.
Bytes take_chunks(ByteView& rest) {
  Bytes body;
  for (;;) {
    const auto line = take_until(rest, "\r\n");
    std::size_t size = 0;
    std::from_chars(line.data(), line.data() + line.size(), size, 16);
    if (size == 0) break;
    body += rest.substr(0, size);
    rest.remove_prefix(std::min(rest.size(), size + 2));
  }
  while (take_until(rest, "\r\n").size() > 2) continue;
  return body;
}

Bytes take_body(ByteView& rest, const Request& request) {
  switch (request.framing) {
    case Framing::none:
      return {};
    case Framing::chunked:
      return take_chunks(rest);
    case Framing::length:
      break;
  }
  const Bytes body(rest.substr(0, request.body.size()));
  rest.remove_prefix(body.size());
  return body;
}

}  // namespace

Bytes FramingCase::sent() const {
  Bytes all;
  for (const auto& step : steps) all += step.send;
  return all;
}

std::vector<FramingCase> read_framing_corpus() {
  const char* corpora = std::getenv("HOOKCTL_CORPORA");
  if (corpora == nullptr) {
    MESSAGE("HOOKCTL_CORPORA is not set: the framing corpus is not played");
    return {};
  }
  std::vector<FramingCase> cases;
  const auto corpus = nlohmann::json::parse(read_file(std::string(corpora) + "/framing.json"));
  for (const auto& entry : corpus.at("cases")) {
    cases.push_back({.name = entry.at("name"), .expect = entry.at("expect"), .steps = {}});
    for (const auto& step : entry.at("steps")) cases.back().steps.push_back(step_of(step));
  }
  REQUIRE(cases.size() >= 100);
  return cases;
}

Bytes play(const FramingCase& played, std::uint16_t port, Farewell farewell) {
  const RawClient client(port);
  for (const auto& step : played.steps) {
    // A pause of the sender, as the corpus asks for; nothing waits for it to have an effect.
    std::this_thread::sleep_for(step.pause);
    client.send(step.send);
    if (step.half_close) client.half_close();
  }
  if (farewell == Farewell::half_close) client.half_close();
  return client.receive_all();
}

bool is_as_sent(ByteView sent, std::span<const Request> requests) {
  if (sent.starts_with("\r\n")) sent.remove_prefix(2);
  for (const auto& request : requests) {
    if (compact(take_until(sent, "\r\n\r\n")) != compact(head_of(request))) return false;
    if (take_body(sent, request) != request.body) return false;
  }
  // What follows a last request that announced no body belongs to nobody.
  return sent.empty() || (!requests.empty() && requests.back().framing == Framing::none);
}

}  // namespace hookctl::test
