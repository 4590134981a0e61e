#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <vector>

#include "crypto/certificate.h"
#include "support/folder.h"
#include "support/http_texts.h"
#include "support/process.h"
#include "support/running_receiver.h"
#include "support/tls_client.h"

using namespace hookctl;
using namespace std::chrono_literals;
using namespace hookctl::test;
using wire::RefusalReason;

namespace {

using SteadyClock = std::chrono::steady_clock;

const crypto::SelfSigned self_signed = *crypto::self_signed({}, SystemClock().now());

wire::TlsIdentity identity() { return {self_signed.certificate, self_signed.key}; }

/// A receiver over TLS.
struct TlsReceiver : RunningReceiver {
  explicit TlsReceiver(wire::Limits limits = {}, Answer answer = answer_ok)
      : RunningReceiver(limits, std::move(answer), identity()) {}
};

const std::string certificate = self_signed.certificate;
const std::string key(self_signed.key.expose());

std::string url_of(const RunningReceiver& receiver, const std::string& host) {
  return "https://" + host + ":" + std::to_string(receiver.port()) + "/";
}

}  // namespace

TEST_CASE("receiver over TLS: curl trusts the certificate, whichever name it uses, and keeps its connection") {
  const Folder folder;
  const auto file = folder.write("certificate.pem", certificate);
  TlsReceiver receiver;
  for (const std::string host : {"localhost", "127.0.0.1"}) {
    CAPTURE(host);
    const auto url = url_of(receiver, host);
    const auto sent = run({.argv = {"curl", "-4sS", "--max-time", "10", "--cacert", file, "-d", "hi", "-w",
                                    " %{num_connects};", url, url}});
    CHECK(sent.err == "");
    CHECK(sent.out == "ok 1;ok 0;");
  }
  const auto arrivals = receiver.arrivals(4);
  REQUIRE(arrivals.size() == 4);
  CHECK(arrivals[3].tls);
  CHECK(arrivals[3].request.body == "hi");
}

TEST_CASE("receiver over TLS: a sender that does not trust the certificate is recorded, unless told to trust") {
  TlsReceiver receiver;
  const auto url = url_of(receiver, "127.0.0.1");
  CHECK(run({.argv = {"curl", "-sS", "--max-time", "10", url}}).exit == 60);
  CHECK(run({.argv = {"curl", "-sS", "--max-time", "10", "--insecure", url}}).out == "ok");
  const auto arrivals = receiver.arrivals(2);
  REQUIRE(arrivals.size() == 2);
  REQUIRE(arrivals[0].refusal);
  CHECK(arrivals[0].refusal->reason == RefusalReason::tls_handshake);
  CHECK(arrivals[1].request.method == "GET");
}

TEST_CASE("receiver over TLS: speaks 1.2 and 1.3, and nothing older") {
  struct Case {
    int version;
    bool spoken;
  };
  TlsReceiver receiver;
  for (const auto& [version, spoken] :
       {Case{TLS1_1_VERSION, false}, Case{TLS1_2_VERSION, true}, Case{TLS1_3_VERSION, true}}) {
    CAPTURE(version);
    TlsClient client(receiver.port(), version);
    CHECK(client.shake_hands() == spoken);
  }
}

TEST_CASE("receiver over TLS: large bodies arrive whole in both directions") {
  TlsReceiver receiver({}, [](wire::Receiver& r, wire::Loop&, const wire::Arrival& arrival) {
    r.answer(arrival.ticket, {.body = arrival.request.body});
  });
  TlsClient client(receiver.port());
  REQUIRE(client.shake_hands());
  const Bytes body(5'000'000, 'x');
  REQUIRE(
      client.send("POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 5000003\r\n\r\n" + body + "end"));
  const auto answer = client.receive_all();
  CHECK(answer.size() > 5'000'003);
  CHECK(answer.ends_with("xend"));
  CHECK(client.was_told_goodbye());
}

TEST_CASE("receiver over TLS: what a record still holds while too many requests are unanswered is read afterwards") {
  std::vector<wire::Ticket> owed;
  TlsReceiver receiver({}, [&](wire::Receiver&, wire::Loop&, const wire::Arrival& a) { owed.push_back(a.ticket); });
  TlsClient client(receiver.port());
  REQUIRE(client.shake_hands());
  // 128 KiB fill the receiver's buffer twice; the request before them moves the last bytes out of it.
  REQUIRE(client.queue(get));
  const auto padding = 1024 - get.size() - std::string_view("X: \r\n").size();
  std::string requests;
  for (int i = 0; i < 128; ++i) requests += "GET / HTTP/1.1\r\nHost: x\r\nX: " + std::string(padding, 'x') + "\r\n\r\n";
  REQUIRE(requests.size() == 128 * 1024);
  REQUIRE(client.send(requests));
  for (std::size_t seen = 0; seen < 129;) {
    REQUIRE(receiver.arrivals(seen + 1).size() > seen);
    receiver.on_loop([&](wire::Receiver& r) {
      seen += owed.size();
      for (const auto ticket : std::exchange(owed, {})) r.answer(ticket, {.body = "ok"});
    });
  }
  client.send(last_get);
  CHECK(receiver.arrivals(130).back().request.target == "/last");
}

TEST_CASE("receiver over TLS: who speaks plain HTTP is told so in plain HTTP") {
  TlsReceiver receiver;
  const RawClient client(receiver.port());
  client.send(get);
  const auto answer = client.receive_all();
  CHECK(status_of(answer) == "HTTP/1.1 400 Bad Request");
  CHECK(answer.ends_with("This port is for HTTPS; a TLS handshake must come first.\n"));
  const auto arrivals = receiver.arrivals(1);
  REQUIRE(arrivals.size() == 1);
  REQUIRE(arrivals[0].refusal);
  CHECK(arrivals[0].refusal->reason == RefusalReason::tls_handshake);
  CHECK(arrivals[0].refusal->head == get);
  CHECK_FALSE(arrivals[0].tls);
}

TEST_CASE("receiver over TLS: a handshake may come in small pieces, but not take longer than a head may") {
  TlsReceiver receiver({.head_deadline = 300ms});
  TlsClient pieces(receiver.port());
  REQUIRE(pieces.shake_hands(3));
  REQUIRE(pieces.send(get));
  CHECK(pieces.receive_until("ok").ends_with("ok"));

  const RawClient silent(receiver.port());
  TlsClient stopped(receiver.port());
  const auto begin = SteadyClock::now();
  stopped.raw().send(stopped.hello().substr(0, 100));
  CHECK(silent.receive_all().empty());
  CHECK(stopped.raw().receive_all().empty());
  CHECK(SteadyClock::now() - begin < 2s);
  const auto arrivals = receiver.arrivals(2);
  REQUIRE(arrivals.size() == 2);
  REQUIRE(arrivals[1].refusal);
  CHECK(arrivals[1].refusal->reason == RefusalReason::tls_handshake);
}

TEST_CASE("receiver over TLS: handshakes that stand still delay nobody") {
  TlsReceiver receiver;
  std::vector<TlsClient> stopped;
  stopped.reserve(100);
  for (int i = 0; i < 100; ++i) {
    stopped.emplace_back(receiver.port());
    REQUIRE(stopped.back().raw().send(stopped.back().hello().substr(0, 50)));
  }
  TlsClient client(receiver.port());
  const auto begin = SteadyClock::now();
  REQUIRE(client.shake_hands());
  client.send(last_get);
  CHECK(client.receive_all().ends_with("ok"));
  CHECK(SteadyClock::now() - begin < 1s);
}

TEST_CASE("receiver over TLS: garbage after a hello, and garbage after the handshake, end the connection") {
  TlsReceiver receiver;
  TlsClient early(receiver.port());
  early.raw().send(early.hello() + std::string(1000, 'x'));
  early.raw().receive_all();
  TlsClient late(receiver.port());
  REQUIRE(late.shake_hands());
  REQUIRE(late.send("POST / HTTP/1.1\r\n"));
  late.raw().send(std::string(1000, 'x'));
  late.receive_all();
  const auto arrivals = receiver.arrivals(2);
  REQUIRE(arrivals.size() == 2);
  CHECK(arrivals[0].refusal->reason == RefusalReason::tls_handshake);
  CHECK(arrivals[1].refusal->reason == RefusalReason::incomplete);
  CHECK(arrivals[1].refusal->head == "POST / HTTP/1.1\r\n");
}

TEST_CASE(
    "receiver over TLS: a goodbye between requests ends the connection, one after a request still gets the answer") {
  TlsReceiver receiver;
  TlsClient idle(receiver.port());
  REQUIRE(idle.shake_hands());
  idle.say_goodbye();
  CHECK(idle.receive_all().empty());

  TlsClient client(receiver.port());
  REQUIRE(client.shake_hands());
  client.send(get);
  client.say_goodbye();
  CHECK(client.receive_all().ends_with("ok"));
  CHECK(receiver.arrivals(1).size() == 1);
}

TEST_CASE("receiver over TLS: a request that is cut off in the middle is recorded, with or without a goodbye") {
  TlsReceiver receiver;
  TlsClient polite(receiver.port());
  REQUIRE(polite.shake_hands());
  polite.send("POST / HT");
  polite.say_goodbye();
  CHECK(status_of(polite.receive_all()) == "HTTP/1.1 400 Bad Request");
  TlsClient rude(receiver.port());
  REQUIRE(rude.shake_hands());
  rude.send("POST / HT");
  rude.raw().half_close();
  rude.receive_all();
  const auto arrivals = receiver.arrivals(2);
  REQUIRE(arrivals.size() == 2);
  for (const auto& arrival : arrivals) {
    REQUIRE(arrival.refusal);
    CHECK(arrival.refusal->reason == RefusalReason::incomplete);
    CHECK(arrival.refusal->head == "POST / HT");
    CHECK(arrival.tls);
  }
}

TEST_CASE("receiver over TLS: idle connections are closed with a goodbye") {
  TlsReceiver receiver({.idle_deadline = 100ms});
  TlsClient client(receiver.port());
  REQUIRE(client.shake_hands());
  CHECK(client.receive_all().empty());
  CHECK(client.was_told_goodbye());
}

TEST_CASE("receiver over TLS: answers meet with the same faults") {
  const Answer answers[] = {
      {.fault = AnswerFault::truncate, .sent_bytes = 10},
      {.fault = AnswerFault::reset},
      {.fault = AnswerFault::timeout},
  };
  TlsReceiver receiver({}, [&](wire::Receiver& r, wire::Loop&, const wire::Arrival& arrival) {
    r.answer(arrival.ticket, answers[std::stoul(arrival.request.target.substr(1))]);
  });
  const auto ask = [&](TlsClient& client, const std::string& target) {
    return client.shake_hands() && client.send(get_of(target));
  };
  TlsClient cut(receiver.port());
  REQUIRE(ask(cut, "/0"));
  CHECK(cut.receive_all() == "HTTP/1.1 2");
  TlsClient reset(receiver.port());
  REQUIRE(ask(reset, "/1"));
  CHECK(reset.receive_all().empty());
  CHECK_FALSE(reset.was_told_goodbye());
  TlsClient silent(receiver.port());
  REQUIRE(ask(silent, "/2"));
  REQUIRE(receiver.arrivals(3).size() == 3);
  while (!silent.raw().hears_nothing(100ms)) REQUIRE_FALSE(silent.raw().receive().empty());
}

TEST_CASE("receiver over TLS: an identity that is none says which part, and why") {
  const auto other = crypto::self_signed({}, SystemClock().now());
  const Folder folder;
  const auto plain = folder.write("key.pem", key);
  const auto encrypted = run({.argv = {"openssl", "pkey", "-in", plain, "-aes128", "-passout", "pass:x"}}).out;
  struct Case {
    std::string certificates;
    std::string key;
    std::string message;
  };
  const Case cases[] = {
      {"", key, "cannot use the certificate 'c.pem': there is no PEM certificate in it"},
      {key, key, "cannot use the certificate 'c.pem': there is no PEM certificate in it"},
      {certificate + "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n", key,
       "cannot use the certificate 'c.pem': its base64 is broken"},
      {certificate, "", "cannot use the private key 'k.pem': there is no PEM private key in it"},
      {certificate, certificate, "cannot use the private key 'k.pem': there is no PEM private key in it"},
      {certificate, encrypted, "cannot use the private key 'k.pem': it is encrypted"},
      {certificate, std::string(other->key.expose()),
       "cannot use the private key 'k.pem': it does not belong to the certificate"},
  };
  for (const auto& [certificates, key, message] : cases) {
    CAPTURE(message);
    wire::Loop loop;
    wire::TlsIdentity identity{certificates, crypto::Secret(key), "c.pem", "k.pem"};
    const auto opened = wire::Receiver::open(loop, {.tls = std::move(identity)}, [](auto) {});
    REQUIRE_FALSE(opened);
    CHECK(opened.error().message == message);
    CHECK(opened.error().fault == Fault::usage);
  }
  wire::Loop loop;
  const auto both = key + certificate + other->certificate;
  CHECK(wire::Receiver::open(loop, {.tls = wire::TlsIdentity{both, crypto::Secret(both)}}, [](auto) {}));
}
