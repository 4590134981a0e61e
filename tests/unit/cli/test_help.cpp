#include <doctest/doctest.h>

#include "base/text.h"
#include "cli/exit.h"
#include "cli/help.h"
#include "demo.h"

using namespace hookctl;
using test::demo;

TEST_CASE("help: the main page opens with what hookctl is, and lists commands, examples and exit codes") {
  const auto help = cli::main_help(demo);
  CHECK(help.starts_with("hookctl: "));
  constexpr const char* in_order[] = {
      "\nUsage: hookctl COMMAND [ARGUMENT...] [OPTION...]\n",
      "\nCommands:\n  serve      receive\n  replay     send again\n  captures   list | show\n",
      "\nExamples:\n  hookctl listen",
      "\nExit codes:\n  0     success",
      "\n  124   --timeout ran out before the goal\n",
      "./hookctl.json",
  };
  std::size_t at = 0;
  for (const auto* fragment : in_order) {
    CAPTURE(std::string(fragment));
    at = help.find(fragment, at);
    REQUIRE(at != std::string::npos);
  }
}

TEST_CASE("help: a command's page is made from its rows") {
  CHECK(cli::command_help(test::serve) == R"(hookctl serve: receive

Usage: hookctl serve [OPTION...]

Options:
  -p, --port PORT       Listen here (default: 8787)
  -H, --header HEADER   Add this header (repeatable)
      --deadline TIME   Give up then (default: the provider's)
      --max-body SIZE   Refuse larger ones (default: 1MiB)
      --no-explain      Do not search for the cause
      --provider NAME   Who sends
      --sync WHEN       Answer after this (default: disk)
      --body FILE       The body

Secrets:
      --secret-env VAR     take the secret from this environment variable (repeatable)
      --secret-file FILE   take the secret from this file, or from stdin with -; one newline at its
                           end is dropped (repeatable)
      --secret VALUE       the secret itself; other users of this machine can see it (repeatable;
                           default: HOOKCTL_SECRET, then <PROVIDER>_WEBHOOK_SECRET)

Output:
      --json         print JSON on stdout: one object, or one per line
      --color WHEN   colour the output: auto, always or never (default: auto)

Help:
  -h, --help   show this help

Examples:
  hookctl serve --port 0
)");
}

TEST_CASE("help: arguments show how many they take") {
  CHECK(cli::usage_line(test::replay) == "hookctl replay [FILE...] URL");
  CHECK(cli::usage_line(test::captures_show) == "hookctl captures show CAPTURE [OPTION...]");
}

TEST_CASE("help: no line of the shipped help is wider than 100 columns") {
  auto all = cli::main_help(cli::all_commands());
  for (const auto* command : cli::all_commands()) all += cli::command_help(*command);
  for (const auto line : split(all, '\n')) {
    CAPTURE(std::string(line));
    CHECK(line.size() <= 100);
  }
}

TEST_CASE("help: a word longer than the line does not hang or vanish") {
  const std::string endless(300, 'x');
  const cli::Option options[] = {{.name = "a", .help = endless}, {.name = std::string_view(endless), .help = "long"}};
  const cli::OptionGroup groups[] = {{"Options", options}};
  const auto help = cli::command_help({.name = "n", .summary = "s", .groups = groups});
  CHECK(help.find("--a   " + endless + "\n") != std::string::npos);
  CHECK(help.find("--" + endless + "\n") != std::string::npos);
}
