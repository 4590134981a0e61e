#include <doctest/doctest.h>
#include <fmt/format.h>
#include <stdio.h>
#include <stdlib.h>

#include <array>
#include <filesystem>
#include <string>

namespace {

namespace fs = std::filesystem;

/// What a shell command prints on stdout, stderr included.
std::string output_of(const std::string& command) {
  auto* pipe = ::popen((command + " 2>&1").c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string out;
  std::array<char, 4096> part;
  while (const auto count = ::fread(part.data(), 1, part.size(), pipe)) out.append(part.data(), count);
  ::pclose(pipe);
  return out;
}

bool is_installed(const std::string& shell) {
  if (::system(("command -v " + shell + " >/dev/null 2>&1").c_str()) == 0) return true;
  MESSAGE(shell, " is not installed: its completion is not tried");
  return false;
}

std::string script(const std::string& name) { return fmt::format("{}/completions/{}", HOOKCTL_SOURCE_DIR, name); }

/// A shell command that finds the tested binary as `hookctl`, in an empty folder with one file, `notes.txt`.
std::string in_test_folder(const std::string& preparation, const std::string& command) {
  return fmt::format(
      "cd $(mktemp -d) && touch notes.txt && {}export PATH={}:$PATH HOME=$PWD TERM=dumb && timeout 30 {}; "
      "rm -rf \"$PWD\"",
      preparation, fs::path(HOOKCTL_BINARY).parent_path().string(), command);
}

std::string in_test_folder(const std::string& command) { return in_test_folder("", command); }

}  // namespace

TEST_CASE("completion: the program prints the files that packages install") {
  struct Case {
    const char* shell;
    const char* file;
  };
  constexpr Case cases[] = {{"bash", "hookctl.bash"}, {"zsh", "_hookctl"}, {"fish", "hookctl.fish"}};
  for (const auto& [shell, file] : cases) {
    CAPTURE(std::string(shell));
    const auto command = fmt::format("{} completion {} | cmp - {} && echo same", HOOKCTL_BINARY, shell, script(file));
    CHECK(output_of(command) == "same\n");
  }
}

TEST_CASE("completion: bash completes commands, arguments and file names") {
  if (!is_installed("bash")) return;
  struct Case {
    std::string words;
    std::string expected;
  };
  const Case cases[] = {
      {"hookctl comp", "completion\n"},       {"hookctl completion \"\"", "bash\nzsh\nfish\n"},
      {"hookctl completion z", "zsh\n"},      {"hookctl help comp", "completion\n"},
      {"hookctl completion --h", "--help\n"},
  };
  for (const auto& [words, expected] : cases) {
    CAPTURE(words);
    const auto session = fmt::format(
        "source {}; COMP_WORDS=({}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _hookctl hookctl "
        "\"${{COMP_WORDS[COMP_CWORD]}}\"; printf \"%s\\n\" \"${{COMPREPLY[@]}}\"",
        script("hookctl.bash"), words);
    CHECK(output_of(in_test_folder(fmt::format("bash --norc -c '{}'", session))) == expected);
  }
}

TEST_CASE("completion: zsh completes commands and arguments") {
  if (!is_installed("zsh")) return;
  const auto session = fmt::format("zsh -f {}/tests/e2e/completion_in_zsh.zsh {} {}", HOOKCTL_SOURCE_DIR,
                                   script("_hookctl"), "'hookctl comp\t' 'hookctl completion z\t' 'hookctl help c\t'");
  CHECK(output_of(in_test_folder(session)) ==
        "hookctl completion \nhookctl completion zsh \nhookctl help completion \n");
}

TEST_CASE("completion: fish completes commands and arguments, with what they mean") {
  if (!is_installed("fish")) return;
  struct Case {
    std::string line;
    std::string expected;
  };
  const Case cases[] = {
      {"hookctl comp", "completion\tprint the script that completes hookctl's words in your shell\n"},
      {"hookctl completion ", "bash\nfish\nzsh\n"},
      {"hookctl completion f", "fish\n"},
      {"hookctl completion --h", "--help\tshow this help\n"},
  };
  for (const auto& [line, expected] : cases) {
    CAPTURE(line);
    const auto session = fmt::format("source {}; complete -C \"{}\"", script("hookctl.fish"), line);
    CHECK(output_of(in_test_folder(fmt::format("fish --no-config -c '{}'", session))) == expected);
  }
}

TEST_CASE("completion: where a file is due the shell completes its name") {
  struct Case {
    std::string shell;
    std::string session;
    std::string expected;
  };
  const Case cases[] = {
      {"bash",
       fmt::format("bash --norc -c 'source {}; COMP_WORDS=(hookctl no); COMP_CWORD=1; _hookctl ./hookctl no; "
                   "echo \"${{COMPREPLY[@]}}\"'",
                   script("hookctl.bash")),
       "notes.txt\n"},
      {"zsh",
       fmt::format("zsh -f {}/tests/e2e/completion_in_zsh.zsh {} '{}'", HOOKCTL_SOURCE_DIR, script("_hookctl"),
                   "./hookctl no\t"),
       "./hookctl notes.txt \n"},
      {"fish", fmt::format("fish --no-config -c 'source {}; complete -C \"./hookctl no\"'", script("hookctl.fish")),
       "notes.txt\n"},
  };
  for (const auto& [shell, session, expected] : cases) {
    if (!is_installed(shell)) continue;
    CAPTURE(shell);
    // A program of the same name that asks for file names and nothing else.
    const auto asking = R"(printf "#!/bin/sh\necho :files\n" > hookctl && chmod +x hookctl && )";
    CHECK(output_of(in_test_folder(asking, session)) == expected);
  }
}
