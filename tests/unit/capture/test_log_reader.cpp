#include <doctest/doctest.h>

#include "capture/log_reader.h"
#include "support/folder.h"
#include "unit/capture/samples.h"

using namespace hookctl;
using namespace hookctl::capture;
using namespace hookctl::capture::samples;
using namespace hookctl::test;

namespace {

Log log_of(std::string_view bytes) {
  const Folder folder;
  write_file(folder.file("log"), bytes);
  auto log = read_log(folder.file("log"));
  REQUIRE_MESSAGE(log, log.error().message);
  return *std::move(log);
}

std::vector<std::string> damage_of(const Log& log) {
  std::vector<std::string> texts;
  for (const auto& damage : log.damage) texts.push_back(to_text(damage));
  return texts;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("log: outcomes are folded into the captures they belong to") {
  const Outcome outcome{.id = small_capture(1).id,
                        .forwards = {{.to = "http://x/", .status = 503, .ms = 3, .body = "busy"}},
                        .response = {.status = 503, .ms = 4}};
  const auto log = log_of(line_of(full_capture()) + line_of(small_capture(1)) + line_of(outcome) +
                          line_of(Refused{.id = "R", .reason = "incomplete"}) + line_of(Outcome{.id = "nobody"}));
  REQUIRE(log.captures.size() == 2);
  CHECK(log.captures[1].forwards == outcome.forwards);
  CHECK(log.captures[1].response == outcome.response);
  CHECK(log.captures[0] == full_capture());
  REQUIRE(log.refused.size() == 1);
  CHECK(log.refused[0].reason == "incomplete");
  CHECK(log.damage.empty());
}

TEST_CASE("log: a damaged line in the middle is named and the others are read") {
  auto flipped = line_of(small_capture(2));
  flipped[flipped.find("body 2") + 5] = '3';
  const auto log = log_of(line_of(small_capture(1)) + flipped + "\n" + line_of(small_capture(3)) + "garbage\n" +
                          std::string(100, '\0') + "\n" + line_of(small_capture(4)));
  CHECK(log.captures == std::vector{small_capture(1), small_capture(3), small_capture(4)});
  REQUIRE(log.damage.size() == 3);
  CHECK(to_text(log.damage[0]) == "line 2: body does not match its sha256");
  CHECK(to_text(log.damage[1]).starts_with("line 5: not a JSON object"));
  CHECK(to_text(log.damage[2]).starts_with("line 6: not a JSON object"));
}

TEST_CASE("log: a last line without newline counts when it is whole, else it is torn") {
  auto whole = line_of(small_capture(2));
  whole.pop_back();
  const auto kept = log_of(line_of(small_capture(1)) + whole);
  CHECK(kept.captures.size() == 2);
  CHECK(kept.damage.empty());
  whole.pop_back();
  const auto torn = log_of(line_of(small_capture(1)) + whole);
  CHECK(torn.captures.size() == 1);
  CHECK(damage_of(torn) == Texts{"line 2: torn (the writer was interrupted)"});
}

TEST_CASE("log: empty lines, Windows line ends and records of later versions are no damage") {
  auto windows = line_of(small_capture(2));
  windows.insert(windows.size() - 1, "\r");
  const auto log = log_of("\n" + line_of(small_capture(1)) + "\n" + windows + R"({"v":1,"type":"heartbeat"})" + "\n");
  CHECK(log.captures.size() == 2);
  CHECK(log.damage.empty());
}

TEST_CASE("log: an empty file is an empty log") {
  const auto log = log_of("");
  CHECK(log.captures.empty());
  CHECK(log.damage.empty());
}

TEST_CASE("log: records many times longer than a block are read") {
  auto large = small_capture(1);
  large.request.body = Bytes(5'000'000, '\xff');
  const auto log = log_of(line_of(large) + line_of(small_capture(2)));
  CHECK(log.captures == std::vector{large, small_capture(2)});
}

TEST_CASE("log: only what is wanted is kept, with its outcome") {
  const Folder folder;
  write_file(folder.file("log"), line_of(small_capture(1)) + line_of(small_capture(2)) +
                                     line_of(Outcome{.id = small_capture(1).id, .response = {.status = 201}}) +
                                     line_of(Outcome{.id = small_capture(2).id, .response = {.status = 202}}));
  const auto log = read_log(folder.file("log"), [](const Capture& capture) { return capture.seq == 2; });
  REQUIRE(log);
  REQUIRE(log->captures.size() == 1);
  CHECK(log->captures[0].response->status == 202);
}

TEST_CASE("log: a file that cannot be opened or read says why and what to do") {
  const Folder folder;
  const auto missing = read_log(folder.file("nothing"));
  REQUIRE_FALSE(missing);
  CHECK(missing.error().message ==
        "cannot read capture log '" + folder.file("nothing") + "': No such file or directory");
  CHECK_FALSE(missing.error().hint.empty());
  CHECK(missing.error().fault == Fault::usage);
  const auto directory = read_log(folder.file("."));
  REQUIRE_FALSE(directory);
  CHECK(directory.error().message.ends_with("Is a directory"));
}
