#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "cli/complete.h"
#include "demo.h"
#include "support/world.h"

using namespace hookctl;
using test::demo;

namespace {

const cli::Suggestions suggestions{
    .providers =
        [] {
          return std::vector<cli::Candidate>{{"stripe", "Stripe"}, {"svix"}, {"github"}};
        },
    .captures =
        [](const std::string& file) {
          return std::vector<cli::Candidate>{{file + "#1", "POST /a"}, {file + "#2", "POST /b"}};
        },
};

}  // namespace

TEST_CASE("complete: what may stand where the cursor is") {
  struct Case {
    std::vector<std::string> words;
    const char* expected;
  };
  const Case cases[] = {
      {{}, "serve\treceive\nreplay\tsend again\ncaptures\tlist | show\nhelp\texplain a command\n"},
      {{""}, "serve\treceive\nreplay\tsend again\ncaptures\tlist | show\nhelp\texplain a command\n"},
      {{"re"}, "replay\tsend again\n"},
      {{"--"}, "--help\tshow the help\n--version\tshow the version\n"},
      {{"captures", ""}, "list\tlist them\nshow\tshow one\n"},
      {{"captures", "s"}, "show\tshow one\n"},
      {{"help", "se"}, "serve\treceive\n"},
      {{"help", "captures", "l"}, "list\tlist them\n"},
      {{"unknown", ""}, ""},
      {{"serve", "--no"}, "--no-explain\tDo not search for the cause\n"},
      {{"serve", "--no-explain", "--no"}, ""},
      {{"serve", "--po"}, "--port\tListen here\n"},
      {{"serve", "-p", "1", "--po"}, ""},
      {{"serve", "--port=1", "--po"}, ""},
      {{"serve", "--header", "A: 1", "--hea"}, "--header\tAdd this header\n"},
      {{"serve", "--header", "--he"}, ""},
      {{"serve", "--port", ""}, ""},
      {{"serve", "--sync", ""}, "disk\nos\n"},
      {{"serve", "--sync", "o"}, "os\n"},
      {{"serve", "--sync=o"}, "--sync=os\n"},
      {{"serve", "--provider", "s"}, "stripe\tStripe\nsvix\n"},
      {{"serve", "--body", "x"}, ":files\n"},
      {{"serve", "--body=x"}, ":files\n"},
      {{"captures", "show", ""}, ":files\n"},
      {{"captures", "show", "c.jsonl#"}, "c.jsonl#1\tPOST /a\nc.jsonl#2\tPOST /b\n"},
      {{"captures", "show", "c.jsonl#2"}, "c.jsonl#2\tPOST /b\n"},
      {{"captures", "show", "c.jsonl#2", ""},
       "--json\tprint JSON on stdout: one object, or one per line\n--color\tcolour the output: auto, always or never\n"
       "--help\tshow this help\n"},
      {{"captures", "show", "--json", ""}, ":files\n"},
      {{"captures", "show", "--", "--"}, ":files\n"},
  };
  for (const auto& [words, expected] : cases) {
    std::string typed;
    for (const auto& word : words) typed += word + "|";
    CAPTURE(typed);
    CHECK(cli::complete(demo, words, suggestions) == std::string(expected));
  }
}

TEST_CASE("complete: the hidden command answers before any other parsing") {
  test::World world;
  CHECK(world.run({"__complete", "serve", "--help", "--sync", ""}, demo) == 0);
  CHECK(world.out == "disk\nos\n");
  CHECK(world.err == "");
}
