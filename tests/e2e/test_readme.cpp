#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "support/command.h"
#include "support/process.h"

using namespace hookctl;

namespace {

using Lines = std::vector<std::string>;

constexpr Millis patience{20'000};
constexpr std::string_view mark = "--- end of command ---";

/// A command of the tour and the lines the README shows under it.
struct Step {
  std::string command;
  Lines shown = {};
};

/// The commands of the README's ```console blocks, which begin with `$ `. Blank lines do not count.
std::vector<Step> read_steps() {
  std::ifstream readme(HOOKCTL_SOURCE_DIR "/README.md");
  std::vector<Step> steps;
  bool in_console = false;
  for (std::string line; std::getline(readme, line);) {
    if (line.starts_with("```")) {
      in_console = line == "```console";
    } else if (in_console && line.starts_with("$ ")) {
      steps.push_back({line.substr(2)});
    } else if (in_console && !line.empty() && !steps.empty()) {
      steps.back().shown.push_back(line);
    }
  }
  return steps;
}

/// What differs from run to run, as sed makes it the same.
constexpr const char* volatile_parts = R"(
s/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z/DATE/g
s/\b[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]+/TIME/g
s/\b01[0-9A-HJKMNP-TV-Z]{24}\b/ID/g
s/at +[0-9.]+ m?s +([0-9]{3}|---)/at DURATION \1/
s/(in|after) [0-9.]+ m?s\b/\1 DURATION/g
s/[0-9.]+ ms\b/DURATION/g
s/[0-9]+\.[0-9]+ s\b/DURATION/g
s/127\.0\.0\.1:[0-9]+/127.0.0.1:PORT/g
s|curl/[0-9.]+|curl/VERSION|
s/[0-9]+ hypotheses/N hypotheses/g
s/ +/ /g
)";

/// The lines without their volatile parts, and sorted: programs that answer each other share the screen.
std::string normalised(const Lines& lines) {
  const auto same = test::run({.argv = {"sed", "-E", volatile_parts}}, fmt::format("{}", fmt::join(lines, "\n"))).out;
  auto sorted = split(same, '\n');
  std::sort(sorted.begin(), sorted.end());
  return fmt::format("{}", fmt::join(sorted, "\n"));
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != text.npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

/// The port of the first `http://127.0.0.1:PORT` in a text, its colon included.
std::string port_in(std::string_view text) {
  constexpr std::string_view before = "http://127.0.0.1";
  const auto at = text.find(before);
  if (at == text.npos) return {};
  const auto port = text.substr(at + before.size());
  return std::string(port.substr(0, port.find_first_not_of("0123456789", 1)));
}

/// One shell that runs the tour; what it starts in the background writes to the same screen.
class Terminal {
 public:
  explicit Terminal(const test::Folder& home) : shell_(bash(home)) {}

  /// Types a command and reads until it is done and at least so many lines have come.
  Lines type(const std::string& command, std::size_t expected) {
    // `jobs` makes the shell forget ended jobs, as a prompt does; else %1 may still mean one of them.
    shell_.write(fmt::format("{{ {}\n}} </dev/null 2>&1; code=$?; jobs >/dev/null; printf '\\n{}\\n'; (exit $code)\n",
                             with_ports(command), mark));
    Lines lines;
    for (bool done = false; !done || lines.size() < expected;) {
      const auto line = shell_.read_line(patience);
      if (!line) break;
      if (*line == mark) {
        done = true;
      } else if (!line->empty()) {
        lines.push_back(*line);
      }
    }
    return lines;
  }

  /// From now on the port of `shown` means that of `real`: listeners take free ports here.
  void learn_port(const std::string& shown, const std::string& real) { ports_[port_in(shown)] = port_in(real); }

 private:
  static test::Program bash(const test::Folder& home) {
    auto program = test::hookctl(home, {});
    program.argv = {"bash", "--norc", "--noprofile"};
    const auto folder = std::filesystem::path(HOOKCTL_BINARY).parent_path().string();
    program.environment["PATH"] = fmt::format("{}:{}", folder, ::getenv("PATH"));
    program.environment["HOOKCTL_PORT"] = std::string("0");
    return program;
  }

  std::string with_ports(std::string command) const {
    for (const auto& [shown, real] : ports_) replace_all(command, shown, real);
    replace_all(command, "--port 3000", "--port 0");
    return command;
  }

  test::Process shell_;
  std::map<std::string, std::string> ports_;
};

}  // namespace

TEST_CASE("readme: the commands of the tour print what the README shows") {
  const test::Folder home;
  Terminal terminal(home);
  const auto steps = read_steps();
  REQUIRE(steps.size() > 10);
  for (const auto& step : steps) {
    CAPTURE(step.command);
    const auto lines = terminal.type(step.command, step.shown.size());
    REQUIRE(normalised(lines) == normalised(step.shown));
    if (step.command.starts_with("hookctl listen")) terminal.learn_port(step.shown.front(), lines.front());
  }
}
