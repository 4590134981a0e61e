#include <doctest/doctest.h>

#include "capture/select.h"
#include "support/folder.h"
#include "unit/capture/samples.h"

using namespace hookctl;
using namespace hookctl::capture;
using namespace hookctl::capture::samples;
using namespace hookctl::test;

namespace {

/// A log of the captures 1, 2, 3 and 12, with an outcome for 2.
struct Shelf {
  Folder folder = {};
  std::string path = folder.file("log");

  Shelf() {
    std::string lines;
    for (const auto seq : {1, 2, 3, 12}) append_record(lines, small_capture(static_cast<std::uint64_t>(seq)));
    append_record(lines, Outcome{.id = small_capture(2).id, .response = {.status = 204}});
    write_file(path, lines);
  }

  std::vector<std::uint64_t> find(const std::string& which) const {
    const auto found = capture::select({path, which});
    REQUIRE_MESSAGE(found, found.error().message);
    std::vector<std::uint64_t> seqs;
    for (const auto& capture : *found) seqs.push_back(capture.seq);
    return seqs;
  }

  Error refuse(const std::string& which) const {
    const auto found = capture::select({path, which});
    REQUIRE_FALSE(found);
    return found.error();
  }
};

using Seqs = std::vector<std::uint64_t>;

}  // namespace

TEST_CASE("select: everything, a number, an id or the beginning of one") {
  const Shelf shelf;
  CHECK(shelf.find("") == Seqs{1, 2, 3, 12});
  CHECK(shelf.find("3") == Seqs{3});
  CHECK(shelf.find("12") == Seqs{12});
  CHECK(shelf.find(small_capture(12).id) == Seqs{12});
  CHECK(shelf.find("01JDA7ZZZZZZZZZZZZZZZZZ01") == Seqs{12});
  CHECK(shelf.find("01jda7zzzzzzzzzzzzzzzzz003") == Seqs{3});
}

TEST_CASE("select: a range of numbers, as far as they are there") {
  const Shelf shelf;
  CHECK(shelf.find("2-3") == Seqs{2, 3});
  CHECK(shelf.find("3-99") == Seqs{3, 12});
  CHECK(shelf.find("2-2") == Seqs{2});
  CHECK(shelf.refuse("4-11").message.find("holds no capture '4-11'") != std::string::npos);
  CHECK(parse_selector(shelf.path + "#2-3").which == "2-3");
  CHECK(parse_selector(shelf.path + "#3-2").which.empty());
}

TEST_CASE("select: a capture comes with its outcome") {
  const Shelf shelf;
  const auto found = capture::select({shelf.path, "2"});
  REQUIRE(found);
  REQUIRE(found->front().response);
  CHECK(found->front().response->status == 204);
}

TEST_CASE("select: what is not there or not clear is refused with a way on") {
  const Shelf shelf;
  CHECK(shelf.refuse("4").message == "'" + shelf.path + "' holds no capture '4'");
  CHECK(shelf.refuse("4").hint == "list what it holds with: hookctl captures list FILE");
  CHECK(shelf.refuse("0").message == "'" + shelf.path + "' holds no capture '0'");
  CHECK(shelf.refuse("99999999999999999999").message == "'" + shelf.path + "' holds no capture '99999999999999999999'");
  CHECK(shelf.refuse("01JX").message == "'" + shelf.path + "' holds no capture '01JX'");
  const auto ambiguous = shelf.refuse("01JD");
  CHECK(ambiguous.message == "'01JD' names 4 captures in '" + shelf.path + "'");
  CHECK(ambiguous.hint ==
        "give more of the id: #1 is 01JDA7ZZZZZZZZZZZZZZZZZ001, #2 is 01JDA7ZZZZZZZZZZZZZZZZZ002, "
        "#3 is 01JDA7ZZZZZZZZZZZZZZZZZ003");
  CHECK(shelf.refuse("01JD").fault == Fault::usage);
}

TEST_CASE("select: the same number twice, as in joined logs, is not clear") {
  const Shelf shelf;
  write_file(shelf.path, read_file(shelf.path) + read_file(shelf.path));
  CHECK(shelf.refuse("3").message == "'3' names 2 captures in '" + shelf.path + "'");
}

TEST_CASE("select: a damaged line is an error, whatever was asked for") {
  const Shelf shelf;
  write_file(shelf.path, read_file(shelf.path) + "garbage\n" + line_of(small_capture(13)) + "torn");
  for (const std::string which : {"", "3", "01JDA7ZZZZZZZZZZZZZZZZZ01"}) {
    CAPTURE(which);
    const auto message = shelf.refuse(which).message;
    CHECK(message.starts_with("capture log '" + shelf.path + "' is damaged: line 6: not a JSON object"));
    CHECK(message.ends_with("(and 1 more)"));
  }
}

TEST_CASE("select: a file that is missing is an error") {
  const auto found = capture::select({"no/such/file", "1"});
  REQUIRE_FALSE(found);
  CHECK(found.error().message == "cannot read capture log 'no/such/file': No such file or directory");
}

TEST_CASE("selector: the file and the capture in it") {
  struct Case {
    std::string_view text, path, which;
  };
  constexpr Case cases[] = {
      {"a.jsonl", "a.jsonl", ""},
      {"a.jsonl#3", "a.jsonl", "3"},
      {"a.jsonl#01JDA7", "a.jsonl", "01JDA7"},
      {"a.jsonl#01jda7", "a.jsonl", "01jda7"},
      {"a.jsonl#01JDA7QK6T0000000000000001", "a.jsonl", "01JDA7QK6T0000000000000001"},
      {"#3", "captures.jsonl", "3"},
      {"#01JDA7", "captures.jsonl", "01JDA7"},
      {"dir#1/a#2.jsonl#3", "dir#1/a#2.jsonl", "3"},
      {"dir#1/a.jsonl", "dir#1/a.jsonl", ""},
      {"a#draft", "a#draft", ""},
      {"a#2.jsonl", "a#2.jsonl", ""},
      {"a.jsonl#", "a.jsonl#", ""},
      {"#", "#", ""},
      {"a.jsonl#-1", "a.jsonl#-1", ""},
      {"a.jsonl#3 ", "a.jsonl#3 ", ""},
      {"a.jsonl#01JDA7QK6T00000000000000012", "a.jsonl#01JDA7QK6T00000000000000012", ""},
      {"a.jsonl#01JUL", "a.jsonl#01JUL", ""},
  };
  for (const auto& [text, path, which] : cases) {
    CAPTURE(text);
    const auto selector = parse_selector(text);
    CHECK(selector.path == std::string(path));
    CHECK(selector.which == std::string(which));
  }
}

TEST_CASE("selector: a file that exists under the whole name wins") {
  const Folder folder;
  write_file(folder.file("log#3"), "");
  CHECK(parse_selector(folder.file("log#3")).path == folder.file("log#3"));
  CHECK(parse_selector(folder.file("log#4")).path == folder.file("log"));
  CHECK(parse_selector(folder.file("log#3#4")).path == folder.file("log#3"));
}

TEST_CASE("each_capture: visits the captures of a log in order, and names damage after all that can be read") {
  const Shelf shelf;
  Seqs seqs;
  const auto note = [&](Capture&& capture) {
    seqs.push_back(capture.seq);
    return Wish::next;
  };
  CHECK(each_capture(shelf.path, note));
  CHECK(seqs == Seqs{1, 2, 3, 12});

  std::string lines = "{\"type\":\"capture\"}\n";
  append_record(lines, small_capture(7));
  write_file(shelf.path, lines);
  seqs.clear();
  const auto visited = each_capture(shelf.path, note);
  CHECK(seqs == Seqs{7});
  REQUIRE_FALSE(visited);
  CHECK(visited.error().message.find("line 1") != std::string::npos);
}
