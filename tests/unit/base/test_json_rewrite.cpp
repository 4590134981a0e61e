#include "base/json_rewrite.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/json.h"

using namespace hookctl;
using namespace hookctl::json;

namespace {

Bytes read_all(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return std::move(text).str();
}

/// The tokens of a JSON text without the space between them.
Bytes tokens_of(ByteView text) {
  Bytes out;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (quoted && text[i] == '\\') out += text[i++];
    if (quoted || (text[i] != ' ' && text[i] != '\t' && text[i] != '\n' && text[i] != '\r')) out += text[i];
  }
  return out;
}

struct Rewriting {
  std::string document;
  Style style;
  std::string expected;
};

}  // namespace

TEST_CASE("rewritten: each style changes what it says and nothing else") {
  const std::vector<Rewriting> cases{
      {R"( {"b" : [ ] , "a":{ }} )", {.spacing = Spacing::compact}, R"({"b":[],"a":{}})"},
      {R"({"b":[1,2],"a":{}})", {.spacing = Spacing::python}, R"({"b": [1, 2], "a": {}})"},
      {R"({"b":[1,{}]})", {.spacing = Spacing::two_spaces}, "{\n  \"b\": [\n    1,\n    {}\n  ]\n}"},
      {R"({"b":1})", {.spacing = Spacing::four_spaces}, "{\n    \"b\": 1\n}"},
      {R"({"b":1})", {.spacing = Spacing::tab}, "{\n\t\"b\": 1\n}"},
      {"{ \"b\" : 1,\n \"a\" : {\"d\":2,\"c\":3}\t}",
       {.order = Order::sorted},
       "{ \"a\" : {\"c\":3,\"d\":2},\n \"b\" : 1\t}"},
      {R"({"b":1,"a":2,"b":3})", {.order = Order::sorted}, R"({"a":2,"b":1,"b":3})"},
      {R"(["é","\u00e9","\u00E9\n\u001b"])", {.letters = Letters::utf8}, "[\"é\",\"é\",\"é\\n\\u001b\"]"},
      {R"(["é😀"])", {.letters = Letters::escaped_lower}, R"(["\u00e9\ud83d\ude00"])"},
      {R"(["é😀\u001b"])", {.letters = Letters::escaped_upper}, R"(["\u00E9\uD83D\uDE00\u001B"])"},
      {R"(["\ud83d","\udc00x"])", {.letters = Letters::utf8}, R"(["\ud83d","\udc00x"])"},
      {R"(["a/b","c\/d"])", {.slashes = Slashes::escaped}, R"(["a\/b","c\/d"])"},
      {R"(["a/b","c\/d"])", {.slashes = Slashes::bare}, R"(["a/b","c/d"])"},
      {R"(["<a>&","\"\\"])", {.markup = Markup::go}, R"(["\u003ca\u003e\u0026","\"\\"])"},
      {R"(["<\"+"])", {.markup = Markup::dotnet}, R"(["\u003C\u0022\u002B"])"},
      {R"([1.0,1.10,1e3,1.50e2,-0.0,10,12345678901234567890])",
       {.numbers = Numbers::shortest},
       R"([1,1.1,1e3,1.50e2,-0,10,12345678901234567890])"},
      {R"([1,-2,3.5,1e3,"4"])", {.numbers = Numbers::with_zero}, R"([1.0,-2.0,3.5,1e3,"4"])"},
      {R"([1,2,3])", {.numbers = Numbers::with_zero, .only_number = 1}, R"([1,2.0,3])"},
      {R"( 7 )", {.numbers = Numbers::with_zero}, " 7.0 "},
  };
  for (const auto& each : cases) {
    CAPTURE(each.document);
    CHECK(rewritten(each.document, each.style).value_or("not JSON") == each.expected);
  }
}

TEST_CASE("rewritten: what is not JSON, or nests too deeply, is not rewritten") {
  for (const auto& text : {std::string("{"), std::string(), std::string(100'000, '['), std::string("{}x")}) {
    CHECK_FALSE(rewritten(text, {.spacing = Spacing::compact}));
  }
}

TEST_CASE("rewritten: every document of JSONTestSuite keeps its tokens, whatever the spacing") {
  const auto* corpora = std::getenv("HOOKCTL_CORPORA");
  if (corpora == nullptr) {
    MESSAGE("HOOKCTL_CORPORA is not set: JSONTestSuite is left out");
    return;
  }
  int documents = 0;
  for (const auto& file : std::filesystem::directory_iterator(std::filesystem::path(corpora) / "JSONTestSuite")) {
    const auto name = file.path().filename().string();
    if (!name.starts_with("y_")) continue;
    CAPTURE(name);
    const auto document = read_all(file.path());
    CHECK(rewritten(document, {}).value_or("not JSON") == document);
    for (const auto spacing : {Spacing::compact, Spacing::python, Spacing::two_spaces, Spacing::tab}) {
      const auto form = rewritten(document, {.spacing = spacing});
      REQUIRE(form);
      CHECK(parse(*form));
      CHECK(tokens_of(*form) == tokens_of(document));
      CHECK(rewritten(*form, {.spacing = Spacing::compact}) == rewritten(document, {.spacing = Spacing::compact}));
    }
    const auto utf8 = rewritten(document, {.letters = Letters::utf8});
    REQUIRE(utf8);
    const auto escaped = rewritten(*utf8, {.letters = Letters::escaped_lower});
    REQUIRE(escaped);
    CHECK(rewritten(*escaped, {.letters = Letters::utf8}) == utf8);
    ++documents;
  }
  CHECK(documents > 80);
}
