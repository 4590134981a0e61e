#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "capture/encode.h"
#include "support/command.h"
#include "support/process.h"
#include "unit/capture/samples.h"

using namespace hookctl;
using namespace hookctl::test;

namespace {

/// A command line that cannot be done, its exit code, and what stderr must say of it.
struct Case {
  std::vector<std::string> arguments;
  int exit;
  std::vector<std::string> said;
};

/// An empty file, a folder, headers that are none, and a log whose second line was changed.
void furnish(const Folder& home) {
  home.write("empty", "");
  home.write("notes", "dear diary\n");
  std::filesystem::create_directory(home.file("folder"));
  std::string log;
  for (std::uint64_t seq = 1; seq <= 3; ++seq) capture::append_record(log, capture::samples::small_capture(seq));
  log.replace(log.find("body 2"), 6, "BODY 2");
  home.write("damaged.jsonl", log);
}

void check(const Folder& home, const Case& c, const std::map<std::string, std::optional<std::string>>& variables) {
  CAPTURE(fmt::format("{}", fmt::join(c.arguments, " ")));
  auto program = test::hookctl(home, c.arguments);
  for (const auto& [name, value] : variables) program.environment[name] = value;
  const auto finished = run(program);
  CAPTURE(finished.err);
  CHECK(finished.exit == c.exit);
  CHECK(finished.out == "");
  CHECK(finished.err.starts_with("hookctl: "));
  for (const auto& words : c.said) CHECK(finished.err.find(words) != std::string::npos);
}

}  // namespace

TEST_CASE("errors: a command line that means nothing is a usage error that says what would") {
  const Case cases[] = {
      {{"lisen"}, 2, {"unknown command 'lisen'", "did you mean 'listen'?"}},
      {{"captures"}, 2, {"'captures' needs one more word", "list"}},
      {{"captures", "bogus"}, 2, {"unknown command 'captures bogus'"}},
      {{"--port", "1"}, 2, {"the command comes first, then '--port'"}},
      {{"help", "bogus"}, 2, {"unknown command 'bogus'"}},
      {{"listen", "--prot", "1"}, 2, {"unknown option '--prot'", "did you mean '--port'?"}},
      {{"listen", "--bogus"}, 2, {"unknown option '--bogus'", "known: "}},
      {{"listen", "--port"}, 2, {"--port needs a value"}},
      {{"listen", "--port", "99999"}, 2, {"--port: cannot use '99999' here", "from 0 to 65535"}},
      {{"listen", "--port", "-1"}, 2, {"--port"}},
      {{"listen", "--port", "0x50"}, 2, {"--port: cannot use '0x50' here"}},
      {{"listen", "--respond", "nonsense"}, 2, {"--respond: cannot read 'nonsense' as an answer", "500,200"}},
      {{"listen", "--respond", "99"}, 2, {"--respond: cannot read '99'"}},
      {{"listen", "--respond", "200*0"}, 2, {"--respond: cannot read '200*0'"}},
      {{"listen", "--respond", "200,,500"}, 2, {"--respond: cannot read ''"}},
      {{"listen", "--respond", "delay=x:200"}, 2, {"--respond: cannot read 'x' as a duration", "250ms"}},
      {{"listen", "--respond", "app"}, 2, {"there is no app", "--forward-to"}},
      {{"listen", "--provider", "githb"}, 2, {"unknown provider 'githb'", "did you mean 'github'?"}},
      {{"listen", "--forward-to", "notaurl"}, 2, {"--forward-to: cannot use the endpoint: its URL has no scheme"}},
      {{"listen", "--forward-to", "ftp://x"}, 2, {"the scheme 'ftp' is neither http nor https"}},
      {{"listen", "--forward-to", "http://"}, 2, {"its URL names no host"}},
      {{"listen", "--forward-to", "http://a:99999"}, 2, {"':99999' is not a port"}},
      {{"listen", "--count", "0"}, 2, {"--count: cannot use '0' here"}},
      {{"listen", "--until", "bogus=1"}, 2, {"--until: unknown field 'bogus'", "known: "}},
      {{"listen", "--timeout", "5"}, 2, {"--timeout: cannot read '5' as a duration"}},
      {{"listen", "--max-body", "12parsecs"}, 2, {"--max-body: cannot read '12parsecs' as a size"}},
      {{"listen", "--sync", "never"}, 2, {"--sync: unknown word 'never'", "known: disk, os"}},
      {{"listen", "--color", "blue"}, 2, {"--color: unknown word 'blue'"}},
      {{"listen", "--host", "nonsense"}, 2, {"cannot listen on 'nonsense': not an IP address"}},
      {{"replay"}, 2, {"missing argument CAPTURE", "usage: hookctl replay"}},
      {{"replay", "empty"}, 2, {"no endpoint to send to", "--to http://localhost:3000/hook"}},
      {{"replay", "empty", "--to", "localhost:3000"}, 2, {"--to: cannot use the endpoint"}},
      {{"replay", "empty", "--to", "http://127.0.0.1:99999"}, 2, {"':99999' is not a port"}},
      {{"replay", "empty", "--to", "http://127.0.0.1:1", "--expect", "okay"}, 2, {"--expect"}},
      {{"replay", "empty", "--to", "http://127.0.0.1:1", "--forge", "bogus"}, 2, {"--forge"}},
      {{"simulate"}, 2, {"no provider is named", "hookctl providers list"}},
      {{"simulate", "--provider", "bfl"}, 2, {"no endpoint to send to"}},
      {{"simulate", "--provider", "bfl", "--plan", "--schedule", "zzz"}, 2, {"--schedule: cannot read 'zzz'"}},
      {{"sign", "--body-text", "x"}, 2, {"no provider is named"}},
      {{"sign", "--provider", "bfl", "--secret-file", "notes"}, 2, {"no body to sign"}},
      {{"verify"}, 2, {"nothing to verify"}},
      {{"verify", "--body-text", "x", "-H", "nocolon"}, 2, {"--header: a header line has no name and value"}},
      {{"verify", "--body-text", "x", "--now", "nonsense"}, 2, {"--now: cannot read 'nonsense' as a time"}},
      {{"providers", "show", "githb"}, 2, {"unknown provider 'githb'"}},
      {{"completion", "tcsh"}, 2, {"unknown word 'tcsh'"}},
  };
  const Folder home;
  furnish(home);
  for (const auto& c : cases) check(home, c, {});
}

TEST_CASE("errors: what cannot be read, written or reached is named, with the exit code of its kind") {
  const Case cases[] = {
      {{"verify", "no.jsonl"}, 2, {"cannot read capture log 'no.jsonl': No such file"}},
      {{"verify", "folder"}, 2, {"cannot read capture log 'folder': Is a directory"}},
      {{"verify", "notes"}, 2, {"'notes' is damaged: line 1"}},
      {{"replay", "damaged.jsonl", "--to", "http://127.0.0.1:1"}, 2, {"'damaged.jsonl' is damaged: line 2"}},
      {{"replay", "no.jsonl", "--to", "http://127.0.0.1:1"}, 2, {"cannot read capture log 'no.jsonl'"}},
      {{"replay", "empty", "--to", "http://127.0.0.1:1"}, 2, {"there is nothing to replay"}},
      {{"captures", "show", "damaged.jsonl#9"}, 2, {"damaged"}},
      {{"captures", "list", "no.jsonl"}, 2, {"cannot read capture log 'no.jsonl'"}},
      {{"sign", "no.json", "--provider", "bfl", "--secret-file", "notes"}, 2, {"cannot read 'no.json'"}},
      {{"verify", "--body", "folder"}, 2, {"--body: cannot read 'folder': Is a directory"}},
      {{"verify", "--body-text", "x", "--headers", "no"}, 2, {"--headers: cannot read 'no'"}},
      {{"verify", "--body-text", "x", "--jwks", "empty"}, 2, {"--jwks: cannot read the JWK Set"}},
      {{"listen", "--port", "0", "-o", "no/such/log"}, 3, {"cannot open 'no/such/log': No such file or directory"}},
      {{"listen", "--port", "0", "-o", "folder"}, 3, {"cannot open 'folder': Is a directory", "-o FILE"}},
      {{"listen", "--port", "0", "-o", "/dev/full"}, 2, {"'/dev/full' is not a regular file"}},
      {{"listen", "--port", "0", "-o", "notes"}, 2, {"'notes' is not a capture log"}},
      {{"listen", "--port", "0", "--host", "203.0.113.1"}, 3, {"cannot listen on 203.0.113.1:0"}},
  };
  const Folder home;
  furnish(home);
  for (const auto& c : cases) check(home, c, {});
  CHECK(read_file(home.file("notes")) == "dear diary\n");
}

TEST_CASE("errors: a missing or empty secret is a usage error wherever it was to come from") {
  const std::vector<std::string> sign = {"sign", "--body-text", "x", "--provider", "bfl"};
  struct Source {
    std::vector<std::string> options;
    std::map<std::string, std::optional<std::string>> variables;
    std::string said;
  };
  const Source sources[] = {
      {{}, {}, "no secret to sign as bfl"},
      {{"--secret-env", "NOT_SET"}, {}, "--secret-env: the variable NOT_SET is not set"},
      {{"--secret-env", "BLANK"}, {{"BLANK", ""}}, "--secret-env: the secret is empty"},
      {{"--secret-file", "empty"}, {}, "--secret-file: the secret is empty"},
      {{"--secret-file", "no"}, {}, "--secret-file: cannot read the file"},
      {{"--secret-file", "-"}, {}, "--secret-file: the secret is empty"},
      {{"--secret", ""}, {}, "--secret: the secret is empty"},
      {{}, {{"HOOKCTL_SECRET", ""}}, "HOOKCTL_SECRET: the secret is empty"},
      {{}, {{"BFL_WEBHOOK_SECRET", ""}}, "BFL_WEBHOOK_SECRET: the secret is empty"},
  };
  const Folder home;
  furnish(home);
  for (const auto& [options, variables, said] : sources) {
    Case c{.arguments = sign, .exit = 2, .said = {said, "hint: "}};
    c.arguments.insert(c.arguments.end(), options.begin(), options.end());
    check(home, c, variables);
  }
}

TEST_CASE("errors: hookctl.json is blamed by file and line") {
  struct File {
    std::string text;
    std::string said;
  };
  const File files[] = {
      {"", "hookctl.json:1: this is not JSON"},
      {"{\n  \"port\": 1,,\n}", "hookctl.json:2: this is not JSON"},
      {"{\n  \"port\": 1\n", "this is not JSON"},
      {"[]", "hookctl.json:1: the whole file must be one object"},
      {"{\n\n  \"prot\": 1\n}", "hookctl.json:3: unknown key 'prot'"},
      {"{\n  \"listen\": {\n    \"prot\": 1 } }", "hookctl.json:3: unknown key 'prot'"},
      {"{ \"port\": true }", "hookctl.json:1: 'port' takes"},
      {"{\n  \"port\": 70000 }", "hookctl.json:2: cannot use '70000' here"},
      {"{\n  \"port\": 1,\n  \"port\": 2 }", "hookctl.json:3: 'port' is written twice"},
      {"{\n  \"respond\": \"nonsense\" }", "hookctl.json:2: cannot read 'nonsense'"},
      {"{ \"secret\": \"x\" }", "hookctl.json:1: a secret does not belong"},
  };
  for (const auto& [text, said] : files) {
    CAPTURE(text);
    const Folder home;
    home.write("hookctl.json", text);
    check(home, {.arguments = {"listen"}, .exit = 2, .said = {said}}, {});
  }
}

TEST_CASE("errors: verify of a damaged log judges the whole lines and then names the damaged one") {
  const Folder home;
  furnish(home);
  const auto finished = run(test::hookctl(home, {"verify", "damaged.jsonl"}));
  CHECK(finished.exit == 2);
  CHECK(finished.out.find("#1") != std::string::npos);
  CHECK(finished.out.find("#3") != std::string::npos);
  CHECK(finished.err.find("'damaged.jsonl' is damaged: line 2: body does not match its sha256") != std::string::npos);
}
