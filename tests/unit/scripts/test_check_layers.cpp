#include <doctest/doctest.h>
#include <fmt/format.h>

#include <span>
#include <string>

#include "support/folder.h"
#include "support/process.h"

using namespace hookctl::test;

namespace {

struct Case {
  std::string_view file;
  std::string_view line;
  std::string_view rule = {};  // what is said about it
};

constexpr Case broken[] = {
    {"base/case_1.h", "#include \"webhook/request.h\"", "base (level 0) may not see webhook (level 1)"},
    {"webhook/case_1.h", "#include \"crypto/digest.h\"", "webhook (level 1) may not see crypto (level 1)"},
    {"provider/case_1.cpp", "#include \"forge/forge.h\"", "provider (level 3) may not see forge (level 3)"},
    {"flow/case_1.cpp", "  #  include \"cli/app.h\"  // why not", "flow (level 4) may not see cli (level 7)"},
    {"flow/case_2.cpp", "#include \"x.h\"", "'x.h' does not begin with a folder"},
    {"flow/case_3.h", "#include <boost/asio.hpp>", "only wire may"},
    {"cli/case_1.cpp", "#include <openssl/evp.h>", "only crypto, wire may"},
    {"flow/case_4.cpp", "#include <nlohmann/json.hpp>", "flow may not see <nlohmann/json.hpp>"},
    {"report/case_1.cpp", "#include <CLI/CLI.hpp>", "only cli may"},
    {"base/case_2.cpp", "#include <curl/curl.h>", "belongs to no library"},
    {"flow/case_5.cpp", "const auto home = std::getenv(\"HOME\");", "'getenv' reads the environment"},
    {"capture/case_1.cpp", "return std::chrono::system_clock::now();", "'system_clock::now' reads the clock"},
    {"provider/case_2.cpp", "std::ifstream file(path);", "'ifstream' reads files"},
    {"flow/case_6.cpp", "const int fd = ::open(path, O_RDONLY);", "reads files: below cli only capture/ may"},
    {"retry/case_1.cpp", "if (socket(AF_INET, SOCK_STREAM, 0) < 0) {", "reads sockets"},
};

constexpr Case sound[] = {
    {"forge/case_1.cpp", "#include \"provider/catalogue.h\""},
    {"wire/case_1.cpp", "#include <openssl/ssl.h>"},
    {"base/case_3.cpp", "#include <fmt/format.h>"},
    {"base/case_4.cpp", "#include <sys/types.h>"},
    {"base/case_5.cpp", "// std::getenv(name) and #include \"cli/app.h\""},
    {"base/case_6.cpp", "constexpr auto text = \"getenv( // socket(\";"},
    {"base/clock.cpp", "return std::chrono::system_clock::now();"},
    {"capture/case_2.cpp", "const int fd = ::open(path, O_RDONLY);"},
    {"flow/case_7.h", "  static Result<Log> open(std::string_view path);"},
    {"flow/case_8.cpp", "auto log = Log::open(path); dialog.open();"},
    {"cli/case_2.cpp", "const auto home = std::getenv(\"HOME\");"},
};

/// Checks a tree that has each case on the third line of a file.
Finished check(std::span<const Case> cases) {
  const Folder source;
  for (const auto& [file, line, rule] : cases) source.write(file, fmt::format("/* of two\n lines */\n{}\n", line));
  return run({.argv = {HOOKCTL_SOURCE_DIR "/scripts/check-layers", source.path()}});
}

/// What is said about a file's third line.
std::string finding_in(const std::string& findings, std::string_view file) {
  const auto start = findings.find(fmt::format("/{}:3: ", file));
  return start == std::string::npos ? "nothing" : findings.substr(start, findings.find('\n', start) - start);
}

}  // namespace

TEST_CASE("check-layers: names the line and the rule that is broken") {
  const Finished finished = check(broken);
  CHECK(finished.exit == 1);
  for (const auto& [file, line, rule] : broken) {
    CAPTURE(file);
    CAPTURE(line);
    const auto finding = finding_in(finished.out, file);
    CHECK_MESSAGE(finding.find(rule) != std::string::npos, finding);
  }
}

TEST_CASE("check-layers: leaves alone what each folder may do") {
  const Finished finished = check(sound);
  CHECK(finished.out == "");
  CHECK(finished.exit == 0);
}

TEST_CASE("check-layers: a folder needs a level") {
  constexpr Case attic[] = {{"attic/x.cpp", "int x;"}};
  const Finished finished = check(attic);
  CHECK(finished.out.ends_with("/attic/x.cpp: 'attic' has no level; give it one in scripts/check-layers\n"));
  CHECK(finished.exit == 1);
}

TEST_CASE("check-layers: no sources at all are an error, not a pass") { CHECK(check({}).exit == 1); }
