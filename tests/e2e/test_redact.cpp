#include <doctest/doctest.h>
#include <fmt/format.h>

#include <filesystem>

#include "support/command.h"
#include "support/http_client.h"
#include "support/json_lines.h"
#include "support/listen_process.h"
#include "support/process.h"
#include "support/scripted_server.h"

namespace hookctl::test {
namespace {

const std::map<std::string, std::optional<std::string>> with_secret{{"HOOKCTL_SECRET", "a-secret-of-the-test"}};
const Bytes body = R"({"id":"gen_1","status":"Ready","customer":{"email":"someone@example.com"}})";

Program with(Program program) {
  program.environment.insert(with_secret.begin(), with_secret.end());
  return program;
}

/// A log of two deliveries of bfl from the same customer; only the first has a secret parameter.
void make_log(const Folder& home) {
  home.write("body.json", body);
  const auto made = json_lines(run(with(hookctl(home, {"sign", "body.json", "--provider", "bfl", "--json"}))).out);
  const std::string signature = made.at(0)["headers"][0][1];
  ListenProcess listen(home, {"--json", "--count", "2"});
  post(listen.port(), "/hook?token=t1", {{"X-BFL-Signature", signature}, {"X-Customer", "c1"}}, body);
  post(listen.port(), "/hook", {{"X-BFL-Signature", signature}}, body);
  listen.wait();
}

Finished redact(const Folder& home, std::vector<std::string> more) {
  more.insert(more.begin(), {"captures", "redact", "captures.jsonl"});
  return run(hookctl(home, more));
}

}  // namespace

TEST_CASE("captures redact: prints the log without the values, and leaves the log alone") {
  const Folder home;
  make_log(home);
  const auto before = read_file(home.file("captures.jsonl"));
  const auto done = redact(home, {"json:/customer/email", "header:x-customer", "query:token"});
  CHECK(done.exit == 0);
  CHECK(done.err.find("redacted 2 of 2 records") != done.err.npos);
  CHECK(done.out.find("someone") == done.out.npos);
  CHECK(done.out.find("t1") == done.out.npos);
  CHECK(done.out.find("\"c1\"") == done.out.npos);
  const auto records = json_lines(done.out, "capture");
  REQUIRE(records.size() == 2);
  CHECK(records[0]["redacted"] == Json{"json:/customer/email", "header:x-customer", "query:token"});
  CHECK(records[1]["redacted"] == Json{"json:/customer/email"});
  CHECK(records[0]["request"]["body"] == records[1]["request"]["body"]);
  CHECK(records[0]["request"]["body"].get<std::string>().find(R"("email":"redacted-)") != std::string::npos);
  CHECK(read_file(home.file("captures.jsonl")) == before);
}

TEST_CASE("captures redact -o: makes a new file and never overwrites one") {
  const Folder home;
  make_log(home);
  CHECK(redact(home, {"json:/customer/email", "-o", "shared.jsonl"}).exit == 0);
  const auto made = read_file(home.file("shared.jsonl"));
  CHECK(json_lines(made, "capture").size() == 2);
  const auto again = redact(home, {"json:/id", "-o", "shared.jsonl"});
  CHECK(again.exit == 2);
  CHECK(again.err.find("'shared.jsonl' exists") != again.err.npos);
  CHECK(read_file(home.file("shared.jsonl")) == made);
}

TEST_CASE("captures redact --json: says what was done where the log is not on stdout") {
  const Folder home;
  make_log(home);
  const auto done = redact(home, {"json:/customer/email", "--in-place", "--json"});
  CHECK(done.exit == 0);
  CHECK(done.out == "{\"v\":1,\"type\":\"redacted\",\"records\":2,\"changed\":2,\"kept\":[]}\n");
  CHECK(done.err == "");
  const auto both = redact(home, {"json:/customer/email", "--json"});
  CHECK(both.exit == 2);
  CHECK(both.out == "");
  CHECK(both.err.find("add -o FILE or --in-place") != both.err.npos);
}

TEST_CASE("captures redact --in-place: replaces the log, unless a listener writes to it") {
  const Folder home;
  make_log(home);
  {
    ListenProcess listen(home, {"--json"});
    const auto refused = redact(home, {"json:/customer/email", "--in-place"});
    CHECK(refused.exit == 3);
    CHECK(read_file(home.file("captures.jsonl")).find("someone") != std::string::npos);
  }
  CHECK(redact(home, {"json:/customer/email", "--in-place"}).exit == 0);
  const auto now = read_file(home.file("captures.jsonl"));
  CHECK(now.find("someone") == now.npos);
  CHECK(json_lines(now, "capture").size() == 2);
  CHECK_FALSE(std::filesystem::exists(home.file("captures.jsonl.redacted")));
  ListenProcess listen(home, {"--json", "--count", "1"});
  post(listen.port(), "/hook", {}, "{}");
  listen.wait();
  CHECK(json_lines(read_file(home.file("captures.jsonl")), "capture").at(2)["seq"] == 3);
}

TEST_CASE("captures redact: with the log's own key the placeholders are the same each time, without it they are not") {
  const Folder home;
  make_log(home);
  const auto once = redact(home, {"json:/customer/email"}).out;
  CHECK(redact(home, {"json:/customer/email"}).out != once);
  home.write("captures.jsonl.redaction-key", std::string(64, 'a') + "\n");
  const auto with_key = redact(home, {"json:/customer/email"}).out;
  CHECK(redact(home, {"json:/customer/email"}).out == with_key);
  home.write("captures.jsonl.redaction-key", "none");
  CHECK(redact(home, {"json:/customer/email"}).exit == 3);
}

TEST_CASE("captures redact: damaged lines are kept and said, with exit 2") {
  const Folder home;
  make_log(home);
  home.write("captures.jsonl", read_file(home.file("captures.jsonl")) + "{\"v\":1,\"email\":\n");
  const auto done = redact(home, {"json:/customer/email"});
  CHECK(done.exit == 2);
  CHECK(done.out.ends_with("{\"v\":1,\"email\":\n"));
  CHECK(done.err.find("line 3: ") != done.err.npos);
}

TEST_CASE("captures redact: what cannot be meant is refused before anything is written") {
  struct Case {
    std::vector<std::string> arguments;
    std::string said;
  };
  const Case cases[] = {{{"captures", "redact", "captures.jsonl"}, "missing argument RULE"},
                        {{"captures", "redact", "captures.jsonl", "email"}, "'email' is no rule of redaction"},
                        {{"captures", "redact", "none.jsonl", "json:/a", "--in-place"}, "none.jsonl"},
                        {{"captures", "redact", "none.jsonl", "json:/a"}, "none.jsonl"},
                        {{"captures", "redact", "a", "json:/a", "-o", "b", "--in-place"}, "give one of them"}};
  const Folder home;
  for (const auto& [arguments, said] : cases) {
    CAPTURE(said);
    const auto finished = run(hookctl(home, arguments));
    CHECK(finished.exit == 2);
    CHECK(finished.out.empty());
    CHECK(finished.err.find(said) != finished.err.npos);
  }
  CHECK(std::filesystem::is_empty(home.path()));
}

TEST_CASE("verify: a signature over what was redacted is not attempted, rather than failed") {
  const Folder home;
  make_log(home);
  CHECK(run(with(hookctl(home, {"verify", "captures.jsonl"}))).exit == 0);
  REQUIRE(redact(home, {"json:/customer/email", "-o", "body.jsonl"}).exit == 0);
  const auto verified = run(with(hookctl(home, {"verify", "body.jsonl", "--json"})));
  CHECK(verified.exit == 2);
  const auto verdict = json_lines(verified.out).at(0);
  CHECK(verdict["state"] == "unattempted");
  CHECK(verdict["detail"] == "redacted in the record: json:/customer/email");
  REQUIRE(redact(home, {"header:X-Customer", "-o", "header.jsonl"}).exit == 0);
  CHECK(run(with(hookctl(home, {"verify", "header.jsonl"}))).exit == 0);
}

TEST_CASE("replay: warns that what was redacted cannot verify, unless it is signed anew") {
  const Folder home;
  make_log(home);
  REQUIRE(redact(home, {"json:/customer/email", "-o", "shared.jsonl"}).exit == 0);
  const ScriptedServer app({reply(response(200, ""))});
  const auto plain = run(hookctl(home, {"replay", "shared.jsonl", "--to", app.url("/")}));
  CHECK(plain.exit == 0);
  CHECK(plain.err.find("2 of 2 captures were redacted") != plain.err.npos);
  CHECK(plain.err.find("--sign") != plain.err.npos);
  const auto anew = run(with(hookctl(home, {"replay", "shared.jsonl", "--sign", "--to", app.url("/")})));
  CHECK(anew.exit == 0);
  CHECK(anew.err.find("redacted") == anew.err.npos);
}

TEST_CASE("captures show: says what was redacted") {
  const Folder home;
  make_log(home);
  REQUIRE(redact(home, {"json:/customer/email", "-o", "shared.jsonl"}).exit == 0);
  const auto shown = run(hookctl(home, {"captures", "show", "shared.jsonl#1"}));
  CHECK(shown.out.find("\nredacted json:/customer/email\n") != shown.out.npos);
}

}  // namespace hookctl::test
