#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "base/json_writer.h"

using namespace hookctl;

TEST_CASE("text writer: pieces of any length stand one behind the other, behind what was there") {
  std::string text = "start ", expected = text;
  {
    TextWriter out(text);
    for (std::size_t i = 0; i < 300; ++i) {
      const std::string piece(i * 7 % 97, static_cast<char>('a' + i % 26));
      out.add(piece);
      out.add('|');
      expected += piece + '|';
    }
    const std::string large(5000, 'L');
    out.add(large);
    expected += large;
  }
  CHECK(text == expected);
}

TEST_CASE("text writer: room that was not used leaves no trace") {
  std::string text;
  {
    TextWriter out(text);
    char* const at = out.room(4000);
    at[0] = 'x';
    at[1] = 'y';
    out.advance(1);
  }
  CHECK(text == "x");
}

TEST_CASE("json writer: members of every kind make an object that a JSON library reads") {
  std::string text;
  {
    TextWriter out(text);
    json::key<"word", '{'>(out);
    json::add_word(out, "verified");
    json::key<"text">(out);
    json::add_string(out, "a\"b\nc");
    json::key<"count">(out);
    json::add_number(out, -42);
    json::key<"large">(out);
    json::add_number(out, std::uint64_t{18'446'744'073'709'551'615u});
    json::key<"ms">(out);
    json::add_number(out, 1.5);
    json::key<"flag">(out);
    json::add_flag(out, true);
    json::key<"nothing">(out);
    json::add_null(out);
    out.add('}');
  }
  CHECK(
      text ==
      R"({"word":"verified","text":"a\"b\nc","count":-42,"large":18446744073709551615,"ms":1.5,"flag":true,"nothing":null})");
  CHECK(nlohmann::ordered_json::parse(text)["text"] == "a\"b\nc");
}

TEST_CASE("json writer: a byte that needs an escape is found wherever it stands in a string") {
  for (std::size_t size = 0; size <= 40; ++size) {
    for (std::size_t at = 0; at < size; ++at) {
      for (const char special : {'"', '\\', '\n', '\x01', '\x1f', '\0'}) {
        CAPTURE(size);
        CAPTURE(at);
        std::string text(size, '~'), written;
        text[at] = special;
        {
          TextWriter out(written);
          json::add_string(out, text);
        }
        CHECK(nlohmann::json::parse(written).get<std::string>() == text);
      }
    }
  }
}
