#include <doctest/doctest.h>
#include <fmt/format.h>

#include <fstream>

#include "support/command.h"
#include "support/files.h"
#include "support/json_lines.h"
#include "support/memory.h"
#include "support/recorded_log.h"
#include "support/tls_play.h"

namespace hookctl::test {
namespace {

using namespace std::chrono_literals;

constexpr double deadline_ms = 400;
constexpr double slack_ms = 250;
constexpr std::size_t most_memory = 64 * 1024 * 1024;

/// What an endpoint does on its connection, and how the attempt must end; a reset may come sooner or later.
struct Hostile {
  std::string_view name;
  Play play;
  std::string_view outcome;
};

Play early_reset() {
  return [](Peer& peer) { peer.reset(); };
}

Play unread_reset(Bytes answer) {
  return [answer = std::move(answer)](Peer& peer) {
    peer.send(answer);
    peer.reset();
  };
}

std::vector<Hostile> plain_endpoints() {
  const Bytes head = "HTTP/1.1 200 OK\r\n";
  const Bytes chunked = head + "Transfer-Encoding: chunked\r\n\r\n";
  return {
      {"a sound one", reply(response(200, "ok")), "delivered"},
      {"silence", silence(), "unknown"},
      {"no answer", stall(""), "unknown"},
      {"half a status line", stall("HTTP/1."), "unknown"},
      {"half an answer", stall(head + "Content-Length: 5\r\n\r\nhe"), "unknown"},
      {"a dripping head", drip(head + "X: " + Bytes(500, 'x'), 20ms), "unknown"},
      {"a dripping body", drip(head + "Content-Length: 500\r\n\r\n" + Bytes(500, 'x'), 10ms), "unknown"},
      {"dripping chunks", drip(chunked + "1\r\nx\r\n1\r\nx\r\n1\r\nx\r\n1\r\nx\r\n1\r\nx\r\n", 10ms), "unknown"},
      {"a close without an answer", reply(""), "unknown"},
      {"a close at once", hang_up(), "unknown"},
      {"a reset", reset(), "unknown"},
      {"a reset before the request", early_reset(), "unknown|failed"},
      {"a body cut off", reply(head + "Content-Length: 5\r\n\r\nhe"), "unknown"},
      {"a chunk cut off", reply(chunked + "5\r\nhe"), "unknown"},
      {"a head cut off", reply(head + "X-A: b"), "unknown"},
      {"garbage", reply("garbage\r\n\r\n"), "unknown"},
      {"zero bytes", reply(Bytes(5000, '\0')), "unknown"},
      {"a web page without a head", reply("<html>\r\n\r\n</html>"), "unknown"},
      {"another protocol", reply("SSH-2.0-OpenSSH_9.2\r\n"), "unknown"},
      {"HTTP/2", reply("HTTP/2.0 200 OK\r\n\r\n"), "unknown"},
      {"a status of four digits", reply("HTTP/1.1 2000 OK\r\n\r\n"), "unknown"},
      {"a status of letters", reply("HTTP/1.1 abc OK\r\n\r\n"), "unknown"},
      {"a status below 100", reply("HTTP/1.1 042 OK\r\n\r\n"), "unknown"},
      {"a bad chunk", reply(chunked + "zz\r\n"), "unknown"},
      {"a chunk beyond 64 bits", reply(chunked + "fffffffffffffffff\r\nx"), "unknown"},
      {"an endless chunk extension", endless(chunked + "5;", "xxxxxxxxxxxxxxxx"), "unknown"},
      {"endless trailers", endless(chunked + "0\r\n", "X-A: b\r\n"), "unknown"},
      {"a negative length", reply(head + "Content-Length: -1\r\n\r\n"), "unknown"},
      {"a length of letters", reply(head + "Content-Length: five\r\n\r\n"), "unknown"},
      {"a length beyond 64 bits", reply(head + "Content-Length: 99999999999999999999\r\n\r\n"), "unknown"},
      {"two lengths", reply(head + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx"), "unknown"},
      {"a length and chunks", reply(head + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
       "unknown"},
      {"an unknown coding", reply(head + "Transfer-Encoding: gzip\r\n\r\nxx"), "unknown"},
      {"a header without a colon", reply(head + "nonsense\r\n\r\n"), "unknown"},
      {"a zero byte in a header", reply(head + Bytes("X-A: a\0b\r\n\r\n", 12)), "unknown"},
      {"endless 1xx", endless("", "HTTP/1.1 102 Wait\r\n\r\n"), "unknown"},
      {"an endless header", endless(head + "X: ", "xxxxxxxxxxxxxxxx"), "unknown"},
      {"endless headers", endless(head, "X-A: b\r\n"), "unknown"},
      {"1 MB of reason phrase", reply("HTTP/1.1 200 " + Bytes(1'000'000, 'r') + "\r\n\r\n"), "unknown"},
      {"1 MB of header", reply(head + "X: " + Bytes(1'000'000, 'x') + "\r\n\r\n"), "unknown"},
      {"an endless body", endless(head + "\r\n", Bytes(4096, 'x')), "delivered"},
      {"an endless body of a huge length", endless(head + "Content-Length: 9999999999\r\n\r\n", Bytes(4096, 'x')),
       "delivered"},
      {"endless chunks", endless(chunked, "1000\r\n" + Bytes(4096, 'x') + "\r\n"), "delivered"},
      {"garbage behind the answer", reply(response(200, "ok") + Bytes(4096, '\xff')), "delivered"},
      {"an early 413", early(response(413, "too much")), "refused"},
      {"an early 413 and a reset", unread_reset(response(413, "too much")), "refused|unknown|failed"},
      {"a redirect to itself", reply("HTTP/1.1 302 Found\r\nLocation: /hook\r\nContent-Length: 0\r\n\r\n"), "refused"},
      {"another protocol agreed on", reply("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n"), "refused"},
  };
}

std::vector<Hostile> tls_endpoints(const Identity& sound, const Identity& expired, const Identity& early_one,
                                   const Identity& other, const Identity& unknown) {
  return {
      {"a sound one", tls_reply(sound, response(200, "ok")), "delivered"},
      {"an expired certificate", tls_reply(expired, response(200, "ok")), "failed"},
      {"a certificate of tomorrow", tls_reply(early_one, response(200, "ok")), "failed"},
      {"another host's certificate", tls_reply(other, response(200, "ok")), "failed"},
      {"a certificate of nobody", tls_reply(unknown, response(200, "ok")), "failed"},
      {"TLS 1.1", tls_1_1(sound), "failed"},
      {"no TLS", reply(response(200, "ok")), "failed"},
      {"garbage for a handshake", early(Bytes(1000, '\xff')), "failed"},
      {"a close in the handshake", hang_up(), "failed"},
      {"a reset in the handshake", early_reset(), "failed"},
      {"silence in the handshake", silence(), "failed"},
      {"an answer cut off", tls_cut_off(sound, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab"), "unknown"},
  };
}

std::size_t peak_of(pid_t pid) {
  std::ifstream status(fmt::format("/proc/{}/status", pid));
  for (std::string word; status >> word;) {
    std::size_t kib = 0;
    if (word == "VmHWM:" && status >> kib) return kib * 1024;
  }
  return 0;
}

/// Sends a capture to each in turn, in one run that must bear them all.
void bear(std::vector<Hostile> endpoints, const std::string& scheme, const std::string& authorities) {
  // While the last one is silent the memory of the run can still be looked at.
  endpoints.push_back({"the last one", silence(), scheme == "https" ? "failed" : "unknown"});
  std::vector<Play> plays;
  for (const auto& each : endpoints) plays.push_back(each.play);
  const RecordedLog log(static_cast<int>(endpoints.size()));
  const ScriptedServer server(std::move(plays));
  const auto url = fmt::format("{}://127.0.0.1:{}", scheme, server.port());
  auto command = hookctl(log.home, {"replay", "hooks.jsonl", "--to", url, "--deadline", "400ms", "--json"});
  if (!authorities.empty()) command.environment["SSL_CERT_FILE"] = authorities;
  Process run(command);
  for (const auto& endpoint : endpoints) {
    CAPTURE(endpoint.name);
    if (memory_is_measurable && endpoint.name == "the last one") CHECK(peak_of(run.pid()) < most_memory);
    const auto line = run.read_line(Millis{10'000});
    REQUIRE(line);
    const auto attempt = Json::parse(*line);
    REQUIRE(attempt["type"] == "attempt");
    CHECK(endpoint.outcome.find(std::string(attempt["outcome"])) != endpoint.outcome.npos);
    CHECK(attempt["ms"] < deadline_ms + slack_ms);
    if (attempt["outcome"] == "unknown") CHECK(attempt["note"].is_string());
  }
  // Refused and failed attempts count more than unknown ones.
  CHECK(run.wait(Millis{10'000}) == Ending{.code = 1});
}

}  // namespace

TEST_CASE("hostile endpoints: one run bears all of them, and each attempt ends by its deadline") {
  bear(plain_endpoints(), "http", "");
}

TEST_CASE("hostile endpoints: nothing is sent to one that does not prove who it is") {
  const Folder files;
  const auto sound = self_signed(files, "sound", {});
  const auto expired = self_signed(files, "expired", {.valid_from = Seconds{-7200}, .valid_until = Seconds{-3600}});
  const auto early_one = self_signed(files, "early", {.valid_from = Seconds{3600}, .valid_until = Seconds{7200}});
  const auto other = self_signed(files, "other", {.name = "DNS:other.example"});
  const auto unknown = self_signed(files, "unknown", {});
  Bytes trusted;
  for (const auto& each : {sound, expired, early_one, other}) trusted += read_file(each.certificate);
  const auto authorities = files.write("authorities.pem", trusted);
  bear(tls_endpoints(sound, expired, early_one, other, unknown), "https", authorities);
}

}  // namespace hookctl::test
