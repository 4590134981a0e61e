#include <doctest/doctest.h>
#include <fmt/format.h>

#include "support/command.h"
#include "support/curl.h"
#include "support/deaf_port.h"
#include "support/joined.h"
#include "support/json_lines.h"
#include "support/listen_process.h"
#include "support/signed_delivery.h"

namespace hookctl::test {
namespace {

std::string log_of(const SignedDelivery& delivery) { return delivery.provider + ".jsonl"; }

int post(const ListenProcess& to, const SignedDelivery& delivery) {
  return curl(to.url("/hook"), header_options(delivery.headers), delivery.body);
}

/// Records a delivery in its own log; yields the name of the capture.
std::string capture_of(const Folder& home, const SignedDelivery& delivery) {
  ListenProcess listen(home, {"--json", "--count", "1", "-o", log_of(delivery)});
  post(listen, delivery);
  listen.wait();
  return log_of(delivery) + "#1";
}

/// A listener that answers 401 to what it cannot verify.
ListenProcess strict_listener(const Folder& home, const SignedDelivery& delivery) {
  return ListenProcess(home,
                       joined({"--json", "--require-valid", "-o", "strict-" + log_of(delivery)}, delivery.checking));
}

/// A listener that answers 200 to everything.
ListenProcess lax_listener(const Folder& home, const SignedDelivery& delivery) {
  return ListenProcess(home, {"--json", "-o", "lax-" + log_of(delivery)});
}

Finished replay(const Folder& home, const std::string& capture, const ListenProcess& to,
                const std::vector<std::string>& options) {
  return run(hookctl(home, joined({"replay", capture, "--to", to.url("/"), "--json"}, options)));
}

/// What a replay found out about each forgery: `missing 401 ok`.
std::vector<std::string> findings(const std::string& out) {
  std::vector<std::string> found;
  for (const auto& attempt : json_lines(out, "attempt")) {
    found.push_back(fmt::format("{} {} {}", attempt.at("forgery").get<std::string>(), attempt.at("status").dump(),
                                attempt.at("ok") == true ? "ok" : attempt.at("note").get<std::string>()));
  }
  for (const auto& skipped : json_lines(out, "not_applicable")) {
    found.push_back(fmt::format("{} skipped: {}", skipped.at("forgery").get<std::string>(),
                                skipped.at("reason").get<std::string>()));
  }
  return found;
}

}  // namespace

TEST_CASE("deliveries: what openssl signs and curl posts twice is verified twice, and the second is a retry") {
  const Folder home;
  for (const auto& delivery : signed_deliveries(home)) {
    CAPTURE(delivery.provider);
    ListenProcess listen(home,
                         joined({"--respond", "500,200", "--count", "2", "-o", log_of(delivery)}, delivery.checking));
    CHECK(post(listen, delivery) == 500);
    CHECK(post(listen, delivery) == 200);
    CHECK(listen.wait().code == 0);

    const auto log = json_lines(run(hookctl(home, {"captures", "show", log_of(delivery), "--json"})).out, "capture");
    REQUIRE(log.size() == 2);
    for (const auto& record : log) {
      CHECK(record["request"]["body"] == delivery.body);
      CHECK(record["verdict"]["state"] == "verified");
      CHECK(record["verdict"]["provider"] == delivery.provider);
      CHECK(record["event"]["id"] == delivery.event_id);
    }
    CHECK(log[0]["event"]["attempt"] == 1);
    CHECK(log[0]["response"]["status"] == 500);
    CHECK(log[1]["event"]["attempt"] == 2);
    CHECK(log[1]["event"]["duplicate_of"] == nullptr);
    CHECK(log[1]["response"]["status"] == 200);
  }
}

TEST_CASE("deliveries: a person reads of the retry, whose it is and how it was answered") {
  const Folder home;
  for (const auto& delivery : signed_deliveries(home)) {
    CAPTURE(delivery.provider);
    ListenProcess listen(home,
                         joined({"--respond", "500,200", "--count", "2", "-o", log_of(delivery)}, delivery.checking));
    listen.line();
    listen.line();  // the rest of the greeting
    post(listen, delivery);
    post(listen, delivery);
    const auto first = listen.line();
    const auto second = listen.line();
    CAPTURE(first);
    CAPTURE(second);
    CHECK(first.starts_with("verified     #1  POST /hook"));
    CHECK(first.find("-> 500 in ") != first.npos);
    CHECK(first.find("retry") == first.npos);
    CHECK(second.starts_with("verified     #2  POST /hook"));
    CHECK(second.find(delivery.provider + " " + delivery.event_id) != second.npos);
    CHECK(second.find("-> 200 in ") != second.npos);
    CHECK(second.find("  retry of #1 after ") != second.npos);
    CHECK(listen.line().starts_with("end  count  received 2, verified 2, failed 0, duplicates 0, refused 0"));
  }
}

TEST_CASE("deliveries: what was accepted before and comes again is a duplicate") {
  const Folder home;
  for (const auto& delivery : signed_deliveries(home)) {
    CAPTURE(delivery.provider);
    ListenProcess listen(home, {"--json", "-o", log_of(delivery)});
    post(listen, delivery);
    post(listen, delivery);
    const auto first = listen.next("capture");
    CHECK(listen.next("capture")["event"]["duplicate_of"] == first["id"]);
    listen.send_signal(SIGTERM);
    CHECK(listen.next("end")["duplicates"] == 1);
  }
}

TEST_CASE("deliveries: a capture is replayed as it was, and verifies as it did") {
  const Folder home;
  for (const auto& delivery : signed_deliveries(home)) {
    CAPTURE(delivery.provider);
    const auto capture = capture_of(home, delivery);
    auto app = strict_listener(home, delivery);
    const auto replayed = replay(home, capture, app, {});
    CHECK(replayed.exit == 0);
    const auto received = app.next("capture");
    CHECK(received["verdict"]["state"] == "verified");
    CHECK(received["request"]["body"] == delivery.body);
    CHECK(received["request"]["target"] == "/hook");
  }
}

TEST_CASE("deliveries: replay --sign makes a fresh signature where the captured one is wrong") {
  const Folder home;
  for (auto& delivery : signed_deliveries(home)) {
    CAPTURE(delivery.provider);
    delivery.body += ' ';
    const auto capture = capture_of(home, delivery);
    auto app = strict_listener(home, delivery);
    const auto as_it_was = replay(home, capture, app, {});
    CHECK(as_it_was.exit == 1);
    CHECK(app.next("capture")["verdict"]["reason"] == "signature_mismatch");
    const auto signed_anew = replay(home, capture, app, joined({"--sign"}, delivery.signing));
    CHECK(signed_anew.exit == 0);
    const auto received = app.next("capture");
    CHECK(received["verdict"]["state"] == "verified");
    CHECK(received["event"]["id"] == delivery.event_id);
    CHECK(received["request"]["body"] == delivery.body);
  }
}

TEST_CASE("deliveries: a receiver that verifies refuses every forgery and accepts the control") {
  const Folder home;
  for (const auto& delivery : signed_deliveries(home)) {
    CAPTURE(delivery.provider);
    const auto capture = capture_of(home, delivery);
    const auto app = strict_listener(home, delivery);
    const auto replayed =
        replay(home, capture, app, joined({"--forge", "missing,wrong-key,tampered-body,stale"}, delivery.signing));
    CHECK(replayed.exit == 0);
    std::vector<std::string> expected{"control 200 ok",       "missing 401 ok", "wrong-key 401 ok",
                                      "tampered-body 401 ok", "stale 401 ok",   "control 200 ok"};
    if (delivery.provider == "bfl") {
      expected = {
          "control 200 ok",   "missing 401 ok",
          "wrong-key 401 ok", "tampered-body 401 ok",
          "control 200 ok",   "stale skipped: bfl signs no timestamp: a replayed body cannot be told from a new one"};
    }
    CHECK(findings(replayed.out) == expected);
  }
}

TEST_CASE("deliveries: each forgery is told for what it is by the receiver") {
  struct Case {
    std::string forgery;
    std::string reason;
  };
  const Case cases[] = {{"missing", "header_missing"},
                        {"wrong-key", "signature_mismatch"},
                        {"tampered-body", "signature_mismatch"},
                        {"stale", "timestamp_too_old"}};
  const Folder home;
  for (const auto& delivery : signed_deliveries(home)) {
    if (delivery.provider == "bfl") continue;  // it signs no time
    const auto capture = capture_of(home, delivery);
    auto app = ListenProcess(
        home, joined({"--json", "--require-valid", "--provider", delivery.provider, "-o", "strict-" + log_of(delivery)},
                     delivery.checking));
    for (const auto& [forgery, reason] : cases) {
      CAPTURE(delivery.provider);
      CAPTURE(forgery);
      CHECK(replay(home, capture, app, joined({"--forge", forgery}, delivery.signing)).exit == 0);
      CHECK(app.next("capture")["verdict"]["reason"] == "valid");
      CHECK(app.next("capture")["verdict"]["reason"] == reason);
      CHECK(app.next("capture")["verdict"]["reason"] == "valid");
    }
  }
}

TEST_CASE("deliveries: a receiver that verifies nothing is found out") {
  const Folder home;
  for (const auto& delivery : signed_deliveries(home)) {
    CAPTURE(delivery.provider);
    const auto capture = capture_of(home, delivery);
    const auto app = lax_listener(home, delivery);
    const auto replayed =
        replay(home, capture, app, joined({"--forge", "missing,wrong-key,tampered-body"}, delivery.signing));
    CHECK(replayed.exit == 1);
    CHECK(findings(replayed.out) == std::vector<std::string>{"control 200 ok", "missing 200 accepted a forgery",
                                                             "wrong-key 200 accepted a forgery",
                                                             "tampered-body 200 accepted a forgery", "control 200 ok"});
    const auto summary = json_lines(replayed.out, "summary").at(0);
    CHECK(summary["failed"] == 3);
    CHECK(summary["void"] == false);
  }
}

TEST_CASE("deliveries: forgeries prove nothing when the receiver does not know the secret") {
  const Folder home;
  for (const auto& delivery : signed_deliveries(home)) {
    CAPTURE(delivery.provider);
    const auto capture = capture_of(home, delivery);
    const auto app = strict_listener(home, delivery);
    const auto replayed = replay(home, capture, app, joined({"--forge", "all"}, delivery.foreign));
    CHECK(replayed.exit == 1);
    const auto found = findings(replayed.out);
    REQUIRE_FALSE(found.empty());
    CHECK(found.front() == "control 401 refused a genuine delivery");
    // What may tell why is tried, and nothing else.
    for (const auto& each : std::span(found).subspan(1)) {
      CAPTURE(each);
      CHECK(each.find("decoded-key") != each.npos);
      CHECK(each.find("accepted") == each.npos);
    }
    CHECK(json_lines(replayed.out, "flaw").empty());
    CHECK(json_lines(replayed.out, "summary").at(0)["void"] == true);
  }
}

TEST_CASE("deliveries: a person reads of each forgery, of what does not apply, and of a run that proves nothing") {
  const Folder home;
  const auto delivery = signed_deliveries(home).front();
  const auto capture = capture_of(home, delivery);
  const auto app = strict_listener(home, delivery);
  const auto forge = [&](const std::vector<std::string>& keys) {
    return run(hookctl(home, joined({"replay", capture, "--to", app.url("/"), "--forge",
                                     "missing,wrong-key,tampered-body,stale"},
                                    keys)))
        .out;
  };
  const auto judged = forge(delivery.signing);
  CAPTURE(judged);
  CHECK(judged.starts_with(fmt::format("to       {}\nok       #1    control         200 ", app.url("/hook"))));
  CHECK(judged.find("\nok       #1    wrong-key       401 ") != judged.npos);
  CHECK(judged.find("\nskipped  #1    stale           bfl signs no timestamp: a replayed body cannot be told from a "
                    "new one\n") != judged.npos);
  CHECK(judged.ends_with("\nsummary  5 passed, 0 failed, 0 unknown, 1 not applicable\n"));
  const auto nothing = forge(delivery.foreign);
  CAPTURE(nothing);
  CHECK(nothing.find("\nFAILED   #1    control         401 ") != nothing.npos);
  CHECK(
      nothing.ends_with("\nvoid  the genuine delivery was refused, so nothing is proven: does the endpoint know this "
                        "secret?\n"));
}

TEST_CASE("deliveries: replay to an endpoint where nobody listens is a fault of the environment") {
  const Folder home;
  const DeafPort nobody;
  const auto capture = capture_of(home, signed_deliveries(home).front());
  const auto replayed = run(hookctl(home, {"replay", capture, capture, "--to", nobody.url("/"), "--json"}));
  CHECK(replayed.exit == 3);
  const auto attempts = json_lines(replayed.out, "attempt");
  REQUIRE(attempts.size() == 1);
  CHECK(attempts[0]["outcome"] == "failed");
  CHECK(attempts[0]["note"] == "connection refused");
}

TEST_CASE("deliveries: a capture log is verified as a whole with the keys of its provider") {
  const Folder home;
  for (const auto& delivery : signed_deliveries(home)) {
    CAPTURE(delivery.provider);
    capture_of(home, delivery);
    const auto verified = run(hookctl(home, joined({"verify", log_of(delivery), "--json"}, delivery.checking)));
    CHECK(verified.exit == 0);
    const auto verdict = json_lines(verified.out, "verdict").at(0);
    CHECK(verdict["state"] == "verified");
    CHECK(verdict["capture"] == "#1");
    CHECK(verdict["provider"] == delivery.provider);
  }
}

}  // namespace hookctl::test
