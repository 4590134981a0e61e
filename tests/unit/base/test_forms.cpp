#include <doctest/doctest.h>

#include "base/gzip.h"
#include "base/recode.h"
#include "base/unicode.h"

using namespace hookctl;

TEST_CASE("inflated: gzip and zlib come out as they went in, and nothing else does") {
  const Bytes text = R"({"id":"evt_1","zero":")" + Bytes(3, '\0') + R"("})";
  for (const int level : {1, 6, 9}) CHECK(inflated(gzipped(text, level), 1'000) == text);
  CHECK_FALSE(inflated("", 1'000));
  CHECK_FALSE(inflated(text, 1'000));
  auto cut = gzipped(text, 6);
  cut.pop_back();
  CHECK_FALSE(inflated(cut, 1'000));
  CHECK_FALSE(inflated(gzipped(text, 6) + "x", 1'000));
}

TEST_CASE("inflated: a bomb is given up at the limit") {
  const auto bomb = gzipped(Bytes(50'000'000, '\0'), 9);
  CHECK(bomb.size() < 100'000);
  CHECK_FALSE(inflated(bomb, 1'000'000));
  CHECK(inflated(gzipped(Bytes(1'000'000, '\0'), 9), 1'000'000));
}

TEST_CASE("unicode: composed and decomposed are each other's reverse") {
  CHECK(composed("Zoe\xcc\x88") == std::optional<Bytes>("Zo\xc3\xab"));
  CHECK(decomposed("Zo\xc3\xab") == std::optional<Bytes>("Zoe\xcc\x88"));
  CHECK_FALSE(composed("\xff"));
}

TEST_CASE("unicode: mojibake is made and undone, and refused where it cannot be") {
  CHECK(as_mojibake("\xc3\xa9") == "\xc3\x83\xc2\xa9");
  CHECK(from_mojibake("\xc3\x83\xc2\xa9") == std::optional<Bytes>("\xc3\xa9"));
  CHECK_FALSE(from_mojibake("\xe2\x82\xac"));
  CHECK_FALSE(from_mojibake("\xff"));
}

TEST_CASE("unicode: UTF-16 in both byte orders, with surrogates") {
  CHECK(as_utf16("a\xf0\x9f\x98\x80", ByteOrder::little) == std::optional<Bytes>(Bytes("a\0\x3d\xd8\x00\xde", 6)));
  CHECK(as_utf16("a", ByteOrder::big) == std::optional<Bytes>(Bytes("\0a", 2)));
  CHECK_FALSE(as_utf16("\xed\xa0\x80", ByteOrder::big));
}

TEST_CASE("recode: entities and form escapes") {
  CHECK(html_unescaped("&lt;a&gt; &amp;amp; &#39;&quot;&#x27;&nope;&") == "<a> &amp; '\"'&nope;&");
  CHECK(html_escaped("<a href=\"x\">&") == "&lt;a href=&quot;x&quot;&gt;&amp;");
  CHECK(form_rewritten("a=x+y%20z&b=%2f%41", FormSpace::plus, HexCase::upper) == "a=x+y+z&b=%2FA");
  CHECK(form_rewritten("a=x+y&b=%2F", FormSpace::percent, HexCase::lower) == "a=x%20y&b=%2f");
  CHECK(percent_decoded("%41+%4%zz") == "A+%4%zz");
}
