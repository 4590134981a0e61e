#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "base/json.h"

using namespace hookctl;

namespace {

std::string found(ByteView document, std::string_view pointer) {
  const auto root = json::parse(document);
  if (!root) return "not JSON";
  const auto token = json::find(*root, pointer);
  return token ? std::string(token->raw) : "nothing";
}

}  // namespace

TEST_CASE("find: the raw bytes at a pointer") {
  constexpr ByteView document =
      R"( {"a": {"b": [10, 1.10, "x\u00e9"], "": 7}, "c/d": 1, "e~f": 2, "dup": 1, "dup": 9} )";
  struct Case {
    const char* pointer;
    const char* raw;
  };
  constexpr Case cases[] = {{"/a/b/1", "1.10"},
                            {"/a/b/2", R"("x\u00e9")"},
                            {"/a/", "7"},
                            {"/c~1d", "1"},
                            {"/e~0f", "2"},
                            {"/dup", "9"},
                            {"/a/b/3", "nothing"},
                            {"/a/b/x", "nothing"},
                            {"/a/b", R"([10, 1.10, "x\u00e9"])"},
                            {"/missing", "nothing"}};
  for (const auto& [pointer, raw] : cases) {
    CAPTURE(pointer);
    CHECK(found(document, pointer) == raw);
  }
}

TEST_CASE("find_all: a star stands for every element") {
  const auto root = json::parse(R"({"images":[{"url":"a"},{"url":"b"},{}]})");
  REQUIRE(root);
  const auto urls = json::find_all(*root, "/images/*/url");
  REQUIRE(urls.size() == 2);
  CHECK(json::text_of(urls[1]) == "b");
}

TEST_CASE("text_of: escapes, surrogate pairs, and lone surrogates as U+FFFD") {
  struct Case {
    const char* raw;
    const char* text;
  };
  constexpr Case cases[] = {{R"("a\"\\\/\b\f\n\r\t")", "a\"\\/\b\f\n\r\t"},
                            {R"("\u00e9")", "é"},
                            {R"("\ud83d\ude00")", "😀"},
                            {R"("\ud83dx")", "\uFFFDx"},
                            {R"("\ude00")", "\uFFFD"},
                            {R"("\ud83d\u0041")", "\uFFFDA"}};
  for (const auto& [raw, text] : cases) {
    CAPTURE(raw);
    CHECK(json::text_of({json::Kind::string, raw}) == text);
  }
}

TEST_CASE("append_string: what it writes reads back as the same bytes") {
  for (const ByteView text :
       {ByteView("plain"), ByteView("\"\\\n\t\x01\x1f", 6), ByteView("\0zero", 5), ByteView("é\u2028😀\x7f")}) {
    std::string out;
    json::append_string(out, text);
    const auto token = json::parse(out);
    REQUIRE(token);
    CHECK(json::text_of(*token) == text);
  }
}

TEST_CASE("parse: nesting is bounded") {
  CHECK(json::parse(std::string(128, '[') + std::string(128, ']')));
  CHECK_FALSE(json::parse(std::string(129, '[') + std::string(129, ']')));
  CHECK_FALSE(json::parse(std::string(1'000'000, '[')));
}

TEST_CASE("parse: JSONTestSuite says what is JSON and what is not") {
  const char* corpora = std::getenv("HOOKCTL_CORPORA");
  if (corpora == nullptr) {
    MESSAGE("HOOKCTL_CORPORA is not set; JSONTestSuite was not run");
    return;
  }
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(corpora) + "/JSONTestSuite")) {
    const auto name = entry.path().filename().string();
    if (entry.path().extension() != ".json" || name.starts_with("i_")) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string document(std::istreambuf_iterator<char>(file), {});
    CAPTURE(name);
    CHECK(static_cast<bool>(json::parse(document)) == name.starts_with("y_"));
    ++files;
  }
  CHECK(files > 200);
}

TEST_CASE("append_string: a long text of every byte that needs an escape comes back as it was") {
  Bytes text;
  for (int i = 0; i < 4000; ++i) text += static_cast<char>(i % 3 == 0 ? i / 3 % 0x60 : "\"\\"[i % 2]);
  Bytes written = "kept";
  json::append_string(written, text);
  REQUIRE(written.starts_with("kept\""));
  const auto token = json::parse(ByteView(written).substr(4));
  REQUIRE(token);
  CHECK(json::text_of(*token) == text);
  CHECK(written.find("\\u0001") != written.npos);
  CHECK(written.find("\\u001f") != written.npos);
  CHECK(written.find("\\n") != written.npos);
}

TEST_CASE("json: a string is read and written whole wherever its special bytes stand") {
  for (std::size_t before = 0; before < 40; ++before) {
    CAPTURE(before);
    const auto text = std::string(before, 'a') + "\"\\\n\x01" + std::string(20, '\xc3') + "b";
    std::string quoted;
    json::append_string(quoted, text);
    CHECK(quoted == '"' + std::string(before, 'a') + R"(\"\\\n\u0001)" + std::string(20, '\xc3') + "b\"");
    const auto token = json::parse(quoted);
    REQUIRE(token);
    CHECK(json::text_of(*token) == text);
    CHECK_FALSE(json::parse('"' + std::string(before, 'a') + '\x1f' + std::string(30, 'a') + '"'));
    CHECK_FALSE(json::parse('"' + std::string(before, 'a')));
  }
}
