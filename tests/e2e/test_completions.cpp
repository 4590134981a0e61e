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

/// A completion script, quoted for a shell.
std::string script(const std::string& name) { return fmt::format("\"{}/completions/{}\"", HOOKCTL_SOURCE_DIR, name); }

/// A shell command that finds the tested binary as `hookctl`, in an empty folder with one file, `notes.txt`.
std::string in_test_folder(const std::string& preparation, const std::string& command) {
  return fmt::format(
      "cd $(mktemp -d) && touch notes.txt && {}export PATH=\"{}:$PATH\" HOME=$PWD TERM=dumb && timeout 30 {}; "
      "rm -rf \"$PWD\"",
      preparation, fs::path(HOOKCTL_BINARY).parent_path().string(), command);
}

std::string in_test_folder(const std::string& command) { return in_test_folder("", command); }

/// Puts a shell script named `hookctl` into the test folder.
std::string prepare_program(const std::string& body) {
  return fmt::format("printf '%s\\n' '#!/bin/sh' '{}' > hookctl && chmod +x hookctl && ", body);
}

/// A bash that completes `line`, which bash itself cuts into `words`, and prints the candidates.
std::string bash_session(const std::string& program, const std::string& line, const std::string& words) {
  return fmt::format(
      "bash --norc -c 'source {}; COMP_LINE=\"{}\"; COMP_WORDS=({}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); "
      "_hookctl {} \"${{COMP_WORDS[COMP_CWORD]}}\"; printf \"%s\\n\" \"${{COMPREPLY[@]}}\"'",
      script("hookctl.bash"), line, words, program);
}

}  // namespace

TEST_CASE("completion: the program prints the files that packages install") {
  struct Case {
    const char* shell;
    const char* file;
  };
  constexpr Case cases[] = {{"bash", "hookctl.bash"}, {"zsh", "_hookctl"}, {"fish", "hookctl.fish"}};
  for (const auto& [shell, file] : cases) {
    CAPTURE(std::string(shell));
    const auto command =
        fmt::format("\"{}\" completion {} | cmp - {} && echo same", HOOKCTL_BINARY, shell, script(file));
    CHECK(output_of(command) == "same\n");
  }
}

TEST_CASE("completion: bash completes commands and arguments") {
  if (!is_installed("bash")) return;
  struct Case {
    std::string words;
    std::string expected;
  };
  const Case cases[] = {
      {"hookctl comp", "completion\n"},      {"hookctl completion b", "bash\n"},     {"hookctl completion z", "zsh\n"},
      {"hookctl help comp", "completion\n"}, {"hookctl completion --h", "--help\n"},
  };
  for (const auto& [words, expected] : cases) {
    CAPTURE(words);
    CHECK(output_of(in_test_folder(bash_session("hookctl", words, words))) == expected);
  }
}

TEST_CASE("completion: bash's own cuts at : and = are mended, and only the last piece is replaced") {
  if (!is_installed("bash")) return;
  struct Case {
    std::string line;
    std::string words;  // as bash cuts the line
    std::string expected;
  };
  const Case cases[] = {
      {"hookctl --to http://a:1/ b", "hookctl --to http : //a : 1/ b", "<--to><http://a:1/><b>\n"},
      {"hookctl  --to   x", "hookctl --to x", "<--to><x>\n"},
      {"hookctl --color=al", "hookctl --color = al", "<--color=al>\n"},
      {"hookctl -H \\\"a b\\\" ", "hookctl -H \"\\\"a b\\\"\" \"\"", "<-H><\"a b\"><>\n"},
  };
  for (const auto& [line, words, expected] : cases) {
    CAPTURE(line);
    // A program of the same name that shows which words it was asked about.
    const auto program = prepare_program(R"(shift; printf "<%s>" "$@"; echo)");
    CHECK(output_of(in_test_folder(program, bash_session("./hookctl", line, words))) == expected);
  }
  const auto program = prepare_program("echo --color=always");
  CHECK(output_of(in_test_folder(program, bash_session("./hookctl", "hookctl --color=al", "hookctl --color = al"))) ==
        "always\n");
}

TEST_CASE("completion: zsh completes commands and arguments") {
  if (!is_installed("zsh")) return;
  const auto session = fmt::format("zsh -f \"{}/tests/e2e/completion_in_zsh.zsh\" {} {}", HOOKCTL_SOURCE_DIR,
                                   script("_hookctl"), "'hookctl comp\t' 'hookctl completion z\t' 'hookctl help co\t'");
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
  const auto zsh =
      fmt::format("zsh -f \"{}/tests/e2e/completion_in_zsh.zsh\" {}", HOOKCTL_SOURCE_DIR, script("_hookctl"));
  const auto fish = fmt::format("fish --no-config -c 'source {}; complete -C", script("hookctl.fish"));
  const Case cases[] = {
      {"bash", bash_session("./hookctl", "hookctl no", "hookctl no"), "notes.txt\n"},
      {"zsh", zsh + " './hookctl no\t' './hookctl --body=no\t'", "./hookctl notes.txt \n./hookctl --body=notes.txt \n"},
      {"fish", fish + " \"./hookctl no\"'", "notes.txt\n"},
      {"fish", fish + " \"./hookctl --body=no\"'", "--body=notes.txt\n"},
  };
  for (const auto& [shell, session, expected] : cases) {
    if (!is_installed(shell)) continue;
    CAPTURE(session);
    CHECK(output_of(in_test_folder(prepare_program("echo :files"), session)) == expected);
  }
}
