#include <doctest/doctest.h>

#include "capture/shell_words.h"

using namespace hookctl;
using capture::quoted;
using capture::shell_commands;

namespace {

using Words = std::vector<std::string>;
using Commands = std::vector<Words>;

}  // namespace

TEST_CASE("shell words: what is quoted is read back as it was") {
  for (const std::string word :
       {"plain", "", "a b", "it's", "$HOME `x` \"y\" \\z", "a\nb", "\xff\xfe", "*?[]{}~!;&|"}) {
    CAPTURE(word);
    const auto read = shell_commands("curl " + quoted(word));
    REQUIRE(read);
    CHECK(*read == Commands{{"curl", word}});
  }
}

TEST_CASE("shell words: quotes, backslashes and line ends mean what they mean to a POSIX shell") {
  struct Case {
    std::string text;
    Commands commands;
  };
  const Case cases[] = {
      {"a b\tc", {{"a", "b", "c"}}},
      {"a 'b c' \"d e\"", {{"a", "b c", "d e"}}},
      {R"(a "x\"y\\z\n" b\ c)", {{"a", R"(x"y\z\n)", "b c"}}},
      {"a \\\n  b \\\r\n c", {{"a", "b", "c"}}},
      {"a;b\nc | d && e", {{"a"}, {"b"}, {"c"}, {"d"}, {"e"}}},
      {"# only a comment\na b#c # d", {{"a", "b#c"}}},
      {R"(a $'it\'s\n\t\x41\u00e9\u20ac\101')",
       {{"a",
         "it's\n\tA\xc3\xa9\xe2\x82\xac"
         "A"}}},
      {"a '' \"\"", {{"a", "", ""}}},
      {"", {}},
  };
  for (const auto& [text, commands] : cases) {
    CAPTURE(text);
    const auto read = shell_commands(text);
    REQUIRE(read);
    CHECK(*read == commands);
  }
}

TEST_CASE("shell words: what a shell would replace is never replaced here") {
  for (const std::string text :
       {"curl $URL", "curl \"$(id)\"", "curl `id`", "curl 'open", "curl \"open", "curl $'open"}) {
    CAPTURE(text);
    CHECK_FALSE(shell_commands(text));
  }
}
