#include <doctest/doctest.h>

#include "base/text.h"
#include "capture/log_reader.h"
#include "support/command.h"
#include "support/files.h"
#include "support/http_client.h"
#include "support/json_lines.h"
#include "support/listen_process.h"
#include "support/scripted_server.h"

namespace hookctl::test {
namespace {

struct Sent {
  std::string target;
  Headers headers;
  Bytes body;
};

/// What is hard to say in another form: quotes, duplicates, order, empty values, bytes that are no text.
const std::vector<Sent> deliveries{
    {"/hook?x=1&x=2", {{"x-zeta", "1"}, {"X-Alpha", "it's \"x\""}, {"X-Dup", "b"}, {"x-dup", "a"}}, R"({"a": 1.10})"},
    {"/a%20b/../c?", {{"User-Agent", "me $HOME"}, {"X-Empty", ""}, {"Content-Type", "x/y"}}, Bytes("\xff\0'\n", 4)},
    {"/[a]{b}", {{"Accept", "text/*"}}, ""},
    {"/large", {{"Content-Type", "text/plain"}}, Bytes(200'000, 'x')},
};

void record(const Folder& home) {
  ListenProcess listen(home, {"--json", "--count", std::to_string(deliveries.size())});
  for (const auto& [target, headers, body] : deliveries) post(listen.port(), target, headers, body);
  listen.wait();
}

std::vector<Request> requests_in(const std::string& path) {
  std::vector<Request> requests;
  auto log = capture::read_log(path);
  REQUIRE(log);
  for (auto& capture : log->captures) {
    capture.request.url.clear();
    requests.push_back(std::move(capture.request));
  }
  return requests;
}

}  // namespace

TEST_CASE("captures export --as curl: the command, run by a shell, sends the same request") {
  const Folder home, other;
  record(home);
  const auto before = requests_in(home.file("captures.jsonl"));
  ListenProcess listen(other, {"--json", "--count", std::to_string(before.size())});
  const auto exported = run(hookctl(home, {"captures", "export", "captures.jsonl", "--as", "curl", "-o", "send.sh"}));
  CHECK(exported.exit == 0);
  CHECK(exported.err.empty());
  // The host is kept as it was, so only the connection goes elsewhere.
  const auto elsewhere = "connect-to = \"::127.0.0.1:" + std::to_string(listen.port()) + "\"\nsilent\n";
  home.write("curl/.curlrc", elsewhere);
  const auto sent =
      run({.argv = {"sh", "send.sh"}, .environment = {{"CURL_HOME", home.file("curl")}}, .cwd = home.path()});
  CAPTURE(sent.err);
  CHECK(sent.exit == 0);
  listen.wait();
  CHECK(requests_in(other.file("captures.jsonl")) == before);
}

TEST_CASE("captures export: what was exported is imported as it was") {
  const Folder home;
  record(home);
  const auto before = requests_in(home.file("captures.jsonl"));
  for (const std::string form : {"har", "http", "curl"}) {
    CAPTURE(form);
    const auto file = "hooks." + form;
    CHECK(run(hookctl(home, {"captures", "export", "captures.jsonl", "--as", form, "-o", file})).exit == 0);
    const auto imported = run(hookctl(home, {"captures", "import", file, "-o", form + ".jsonl"}));
    CHECK(imported.exit == 0);
    CHECK(requests_in(home.file(form + ".jsonl")) == before);
  }
}

TEST_CASE("captures export --as raw-body and --as http: the bytes themselves") {
  const Folder home;
  record(home);
  CHECK(run(hookctl(home, {"captures", "export", "#2", "--as", "raw-body"})).out == deliveries[1].body);
  const auto raw = run(hookctl(home, {"captures", "export", "#2", "--as", "http"})).out;
  CHECK(raw.starts_with("POST /a%20b/../c? HTTP/1.1\r\nHost: 127.0.0.1:"));
  CHECK(raw.ends_with("\r\n\r\n" + deliveries[1].body));
  CHECK(run(hookctl(home, {"captures", "export", "captures.jsonl", "--as", "raw-body"})).exit == 2);
  CHECK(run(hookctl(home, {"captures", "export", "#2"})).exit == 2);
}

TEST_CASE("captures import: a request with a time is imported once, and of a command line no file elsewhere is read") {
  const Folder home;
  home.write("a.har", R"({"log":{"entries":[{"startedDateTime":"2026-11-21T10:00:00Z","request":{"method":"POST",)"
                      R"("url":"http://a.example/hook","headers":[],"postData":{"text":"{}"}}}]}})");
  CHECK(run(hookctl(home, {"captures", "import", "a.har"})).err == "hookctl: 1 request imported\n");
  CHECK(run(hookctl(home, {"captures", "import", "a.har"})).err ==
        "hookctl: 0 requests imported, 1 were there already\n");
  const auto read = run(hookctl(home, {"captures", "import", "-"}), "curl -d @/etc/hostname http://a.example");
  CHECK(read.exit == 2);
  CHECK(read.err.find("only files beside the command line are read") != read.err.npos);
}

TEST_CASE("replay: requests come from HAR, raw HTTP and stdin as well") {
  const Folder home;
  record(home);
  const auto log = read_file(home.file("captures.jsonl"));
  CHECK(run(hookctl(home, {"captures", "export", "captures.jsonl#1-2", "--as", "har", "-o", "a.har"})).exit == 0);
  CHECK(run(hookctl(home, {"captures", "export", "captures.jsonl#1", "--as", "http", "-o", "a.http"})).exit == 0);
  struct Case {
    std::string which;
    std::string input;
  };
  for (const auto& [which, input] : {Case{"captures.jsonl#1", ""}, {"a.har#1", ""}, {"a.http", ""}, {"-", log}}) {
    CAPTURE(which);
    const ScriptedServer server({reply(response(200, ""))});
    const auto sent =
        run(hookctl(home, {"replay", which, "--to", server.url("/"), "--filter", "header:X-Dup=b"}), input);
    CHECK(sent.exit == 0);
    REQUIRE(server.requests().size() == 1);
    CHECK(server.requests()[0].find("x-zeta: 1\r\nX-Alpha: it's \"x\"\r\nX-Dup: b\r\nx-dup: a\r\n") != Bytes::npos);
    CHECK(server.requests()[0].ends_with("\r\n\r\n" + deliveries[0].body));
  }
}

TEST_CASE("captures diff: what changed, and the exit code that says so") {
  const Folder home;
  ListenProcess listen(home, {"--json", "--count", "2"});
  post(listen.port(), "/hook", {{"X-A", "1"}, {"Date", "1"}}, R"({"status": "Ready", "at": 1})");
  post(listen.port(), "/hook", {{"x-a", "2"}, {"Date", "2"}}, R"({"at": 2, "status": "Error"})");
  listen.wait();
  const auto differing = run(hookctl(home, {"captures", "diff", "#1", "#2", "--ignore", "volatile"}));
  CHECK(differing.exit == 1);
  CHECK(differing.out == "header   X-A  1 -> 2\njson     /status  \"Ready\" -> \"Error\"\njson     /at  1 -> 2\n");
  const auto same = run(hookctl(home, {"captures", "diff", "#1", "#2", "--ignore", "volatile", "--ignore", "X-A",
                                       "--ignore", "/status", "--ignore", "/at"}));
  CHECK(same.exit == 0);
  CHECK(same.out == "same     nothing differs\n");
  const auto object = json_lines(run(hookctl(home, {"captures", "diff", "#1", "#2", "--json"})).out, "diff").at(0);
  CHECK(object["same"] == false);
  CHECK(object["differences"][0]["name"] == "X-A");
}

}  // namespace hookctl::test
