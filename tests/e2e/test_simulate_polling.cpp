#include <doctest/doctest.h>
#include <fmt/format.h>

#include <csignal>

#include "support/command.h"
#include "support/http_client.h"
#include "support/joined.h"
#include "support/json_lines.h"
#include "support/process.h"
#include "support/scripted_server.h"

namespace hookctl::test {
namespace {

const std::string statuses = "/requests/{id}/status";

/// A running `simulate --poll-url` that is ready.
class Job {
 public:
  Job(const Folder& home, const std::string& to, const std::vector<std::string>& options)
      : process_(hookctl(
            home, joined({"simulate", "--json", "--to", to, "--schedule", "1s", "--poll-url", statuses}, options))) {
    ready_ = next("ready");
    const std::string url = ready_["submit_url"];
    port_ = std::stoi(url.substr(url.rfind(':') + 1));
  }

  Json next(const std::string& type) {
    while (const auto line = process_.read_line(Millis{10'000})) {
      auto object = Json::parse(*line);
      if (object["type"] == type) return object;
    }
    throw std::runtime_error("no " + type + ": " + process_.err());
  }

  int port() const { return port_; }
  std::string id() const { return ready_["capture"]; }
  Json submit() const { return Json::parse(post(port_, "/generate", {}, "{}").body); }
  Bytes ask() const {
    return test::exchange(port_,
                          fmt::format("GET /requests/{}/status HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", id()))
        .bytes;
  }
  /// Asks again until the job is in this state, and yields what is said then.
  Bytes ask_until(const std::string& state) {
    for (;;) {
      auto said = ask();
      if (next("asked")["state"] == state) return said;
    }
  }
  Process& process() { return process_; }
  int end() { return process_.wait(Millis{10'000}).code.value_or(-1); }

 private:
  Process process_;
  Json ready_;
  int port_ = 0;
};

bool has(const Bytes& bytes, std::string_view text) { return bytes.find(text) != Bytes::npos; }

}  // namespace

TEST_CASE("simulate: a job is submitted, asked for while it is queued and in progress, and its webhook comes") {
  const Folder home;
  const ScriptedServer app({reply(response(200, ""))});
  Job job(home, app.url("/hook"), {"--job", "3s"});
  CHECK(has(job.ask_until("queued"), "queued"));
  const auto submitted = job.submit();
  CHECK(submitted["id"] == job.id());
  CHECK(submitted["status_url"].get<std::string>().ends_with("/requests/" + job.id() + "/status"));
  CHECK(has(job.ask_until("in progress"), "in_progress"));
  CHECK(job.next("attempt")["outcome"] == "delivered");
  CHECK(job.next("job")["saw_end"] == false);
  CHECK(job.end() == 0);
  REQUIRE(app.requests().size() == 1);
  CHECK(has(app.requests()[0], job.id()));
}

TEST_CASE("simulate: a lost webhook leaves polling, which must see the end") {
  const Folder home;
  const ScriptedServer app({reply(response(200, ""))});
  Job job(home, app.url("/hook"), {"--lose", "--job", "10ms"});
  job.submit();
  const auto said = job.ask_until("ended");
  CHECK(has(said, "succeeded"));
  CHECK(has(said, "\"id\":\"" + job.id() + "\""));
  CHECK(job.next("job")["saw_end"] == true);
  CHECK(job.end() == 0);
  CHECK(app.requests().empty());
}

TEST_CASE(
    "simulate: an app that never asks for a result whose webhook was lost has failed, as one that never submits") {
  const Folder home;
  const ScriptedServer app({reply(response(200, ""))});
  Job forgotten(home, app.url("/hook"), {"--lose", "--job", "1ms", "--patience", "100ms", "--id", "job_1"});
  CHECK(forgotten.id() == "job_1");
  CHECK(forgotten.next("job")["note"] == "nobody asked for the result within 100 ms");
  CHECK(forgotten.end() == 1);
  Job unasked(home, app.url("/hook"), {"--patience", "50ms"});
  CHECK(unasked.next("job")["note"] == "nobody submitted the job within 50 ms");
  CHECK(unasked.end() == 1);
}

TEST_CASE("simulate: in a race the webhook comes before the submit call returns") {
  const Folder home;
  const ScriptedServer app({reply(response(404, "")), reply(response(200, ""))});
  Job job(home, app.url("/hook"), {"--race", "--instant"});
  // The app does not know the id yet when the webhook comes; the next attempt finds it known.
  CHECK(job.submit()["id"] == job.id());
  CHECK_FALSE(app.requests().empty());
  CHECK(job.next("attempt")["status"] == 404);
  CHECK(job.next("attempt")["status"] == 200);
  CHECK(job.end() == 0);
}

TEST_CASE("simulate: a late webhook tells what polling has told before") {
  const Folder home;
  const ScriptedServer app({reply(response(200, ""))});
  Job job(home, app.url("/hook"), {"--late", "2s", "--job", "1ms"});
  job.submit();
  CHECK(has(job.ask_until("ended"), "succeeded"));
  CHECK(job.next("attempt")["outcome"] == "delivered");
  CHECK(job.next("job")["saw_end"] == true);
  CHECK(job.end() == 0);
}

TEST_CASE("simulate: Ctrl-C ends the wait for a submit call") {
  const Folder home;
  const ScriptedServer app({reply(response(200, ""))});
  Job job(home, app.url("/hook"), {});
  job.process().send_signal(SIGINT);
  CHECK(job.end() == 130);
}

TEST_CASE("simulate: a job's provider has its own words, and other ids are nobody's") {
  const Folder home;
  home.write("secret", "s3cret");
  const ScriptedServer app({reply(response(200, ""))});
  Process process(hookctl(home, {"simulate", "--provider", "wavespeed", "--secret-file", "secret", "--to", app.url("/"),
                                 "--poll-url", statuses, "--id", "task_7", "--job", "1h", "--json"}));
  const auto ready = Json::parse(process.read_line(Millis{10'000}).value());
  const std::string url = ready["status_url"];
  const int port = std::stoi(url.substr(17));
  const auto get = [&](const std::string& target) {
    return test::exchange(port, "GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").bytes;
  };
  CHECK(has(get("/requests/task_7/status"), R"({"id":"task_7","status":"created"})"));
  CHECK(get("/requests/task_8/status").starts_with("HTTP/1.1 404"));
  CHECK(get("/").starts_with("HTTP/1.1 404"));
  process.send_signal(SIGTERM);
  CHECK(process.wait(Millis{5'000}) == Ending{.code = 143});
}

TEST_CASE("simulate: what cannot be polled is said before anything is sent") {
  struct Case {
    std::vector<std::string> options;
    std::string said;
  };
  const Case cases[] = {{{"--poll-url", "/status"}, "{id}"},
                        {{"--poll-url", "http://example.com/{id}"}, "on this machine only"},
                        {{"--poll-url", "/{id}", "--lose", "--race"}, "one of --lose, --race and --late"},
                        {{"--poll-url", "/{id}", "--id", "x", "--race"}, "cannot be early"},
                        {{"--poll-url", "/{id}", "--events", "2"}, "one job"},
                        {{"--lose"}, "--poll-url"}};
  const Folder home;
  for (const auto& [options, said] : cases) {
    CAPTURE(said);
    const auto finished = run(
        hookctl(home, joined({"simulate", "--to", "http://127.0.0.1:1", "--schedule", "1s", "--instant"}, options)));
    CHECK(finished.exit == 2);
    CHECK(finished.err.find(said) != std::string::npos);
  }
}

}  // namespace hookctl::test
