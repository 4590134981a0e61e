#include <doctest/doctest.h>

#include <array>
#include <string>

#include "base/text.h"

using namespace hookctl;

TEST_CASE("escape_for_terminal: nothing a stranger sends moves the cursor or turns the text") {
  struct Case {
    ByteView bytes;
    const char* shown;
  };
  constexpr Case cases[] = {{"plain é 😀", "plain é 😀"},          {"\x1b[31mred", "\\x1b[31mred"},
                            {"a\nb\tc", "a\\x0ab\\x09c"},        {"\x7f", "\\x7f"},
                            {"\xc2\x9b", "\\xc2\\x9b"},          {"\x9b", "\\x9b"},
                            {"\xe2\x80\xae", "\\xe2\\x80\\xae"}, {"\xff\xfe", "\\xff\\xfe"},
                            {"\xc0\xaf", "\\xc0\\xaf"},          {"\xed\xa0\x80", "\\xed\\xa0\\x80"}};
  for (const auto& [bytes, shown] : cases) {
    CAPTURE(shown);
    CHECK(escape_for_terminal(bytes) == shown);
  }
}

TEST_CASE("is_utf8: RFC 3629 and nothing more") {
  for (const ByteView good : {"", "é", "\uFFFF", "\xf4\x8f\xbf\xbf"}) CHECK(is_utf8(good));
  for (const ByteView bad :
       {"\x80", "\xc3", "\xc0\x80", "\xe0\x80\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80"}) {
    CHECK_FALSE(is_utf8(bad));
  }
}

TEST_CASE("did_you_mean: the nearest word, or all of them") {
  constexpr std::array<std::string_view, 3> known{"listen", "replay", "simulate"};
  CHECK(did_you_mean("lisen", known) == "did you mean 'listen'?");
  CHECK(did_you_mean("Replay", known) == "did you mean 'replay'?");
  CHECK(did_you_mean("xyzzy-plugh", known) == "known: listen, replay, simulate");
}

TEST_CASE("is_utf8: a stray byte is found wherever it stands") {
  for (std::size_t length = 1; length < 40; ++length) {
    for (std::size_t at = 0; at < length; ++at) {
      std::string text(length, 'a');
      CHECK(is_utf8(text));
      text[at] = '\x80';
      CHECK_FALSE(is_utf8(text));
    }
  }
}
