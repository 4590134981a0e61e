#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "capture/log_reader.h"
#include "capture/log_writer.h"
#include "support/folder.h"
#include "unit/capture/samples.h"

using namespace hookctl;
using namespace hookctl::capture;
using namespace hookctl::capture::samples;
using namespace hookctl::test;
using namespace std::string_literals;

namespace {

Capture redacted_capture() {
  auto capture = small_capture(3);
  capture.redacted = {"json:/customer/email"};
  return capture;
}

Outcome outcome_of(const Capture& capture) {
  return {.id = capture.id,
          .forwards = {{.to = "http://127.0.0.1:3000/hook", .status = 200, .ms = 14, .body = "ok"}},
          .response = {.status = 200, .ms = 15.2}};
}

const std::string one = line_of(small_capture(1)), two = line_of(full_capture());

/// A log with a record of every kind, and where each of them ends.
const std::vector<std::string> records = {one, two, line_of(redacted_capture()), line_of(outcome_of(full_capture())),
                                          line_of(Refused{.id = "r", .reason = "bare_lf", .head = "GET\n"})};

std::string joined(const std::vector<std::string>& lines) {
  std::string all;
  for (const auto& line : lines) all += line;
  return all;
}

std::vector<std::size_t> ends_of(const std::vector<std::string>& lines) {
  std::vector<std::size_t> ends = {0};
  for (const auto& line : lines) ends.push_back(ends.back() + line.size());
  return ends;
}

const std::string whole = joined(records);
const std::vector<std::size_t> ends = ends_of(records);

struct Repaired {
  std::string bytes;
  std::size_t trimmed;
  bool operator==(const Repaired&) const = default;
};

/// What a writer makes of a log as soon as it has opened it.
Repaired repaired(const std::string& path, std::string_view bytes) {
  write_file(path, bytes);
  const auto writer = LogWriter::open(path, Sync::os);
  REQUIRE_MESSAGE(writer, writer.error().message);
  return {read_file(path), writer->trimmed()};
}

}  // namespace

TEST_CASE("log repair: a log cut at any byte keeps every whole record and loses nothing else") {
  const Folder folder;
  const auto path = folder.file("log");
  for (std::size_t cut = 0; cut <= whole.size(); ++cut) {
    CAPTURE(cut);
    const auto next = std::lower_bound(ends.begin(), ends.end(), cut);
    const bool is_whole = *next == cut || *next == cut + 1;
    const auto kept = is_whole ? *next : *(next - 1);
    CHECK(repaired(path, whole.substr(0, cut)) == Repaired{whole.substr(0, kept), is_whole ? 0 : cut - kept});
  }
}

TEST_CASE("log repair: zeros or garbage after a cut at any byte go with the torn record") {
  struct Case {
    std::string tail;
    std::size_t first_cut;  // before it, a log with garbage cannot be told from a file of somebody else's
  };
  const Case cases[] = {{std::string(4'096, '\0'), 0}, {"\0"s, 0}, {"x", 5}, {"\xff\xfe garbage \x01", 5}};
  const Folder folder;
  const auto path = folder.file("log");
  for (const auto& [tail, first_cut] : cases) {
    CAPTURE(tail.size());
    for (auto cut = first_cut; cut <= whole.size(); ++cut) {
      CAPTURE(cut);
      const auto kept = *(std::upper_bound(ends.begin(), ends.end(), cut) - 1);
      CHECK(repaired(path, whole.substr(0, cut) + tail) == Repaired{whole.substr(0, kept), cut + tail.size() - kept});
    }
  }
}

TEST_CASE("log repair: after a cut at any byte the next record is readable, and so is every whole one before it") {
  const Folder folder;
  const auto path = folder.file("log");
  const auto next = line_of(small_capture(9));
  for (auto cut = one.size(); cut <= whole.size(); ++cut) {
    CAPTURE(cut);
    write_file(path, whole.substr(0, cut));
    auto writer = LogWriter::open(path, Sync::os);
    REQUIRE(writer);
    REQUIRE(writer->commit(next));
    const auto log = read_log(path);
    REQUIRE(log);
    CHECK(log->damage.empty());
    CHECK(log->captures.front() == small_capture(1));
    CHECK(log->captures.back() == small_capture(9));
  }
}

TEST_CASE("log repair: garbage and zeros after the last newline are cut off and counted") {
  const Folder folder;
  const std::string zeros(70'000, '\0');
  const std::string tails[] = {"x", "{", "}", "null", "\xff\xfe", zeros, one.substr(0, 20) + zeros, two.substr(1, 99)};
  for (const auto& tail : tails) {
    CAPTURE(tail.size());
    CHECK(repaired(folder.file("log"), one + tail) == Repaired{one, tail.size()});
  }
}

TEST_CASE("log repair: a file of zeros alone is the first record that a power cut took") {
  const Folder folder;
  CHECK(repaired(folder.file("log"), std::string(200'000, '\0')) == Repaired{"", 200'000});
}

TEST_CASE("log repair: a last record with a wrong hash is torn, one of a later version is kept") {
  const Folder folder;
  auto wrong = line_of(small_capture(2));
  wrong.pop_back();
  wrong[wrong.find("body 2") + 5] = '3';
  CHECK(repaired(folder.file("log"), one + wrong) == Repaired{one, wrong.size()});
  const std::string later = R"({"v":2,"type":"capture"})";
  CHECK(repaired(folder.file("log"), one + later) == Repaired{one + later + "\n", 0});
}

TEST_CASE("log repair: damage in the middle stays where it is") {
  const Folder folder;
  const auto damaged = one + "garbage\n" + two;
  CHECK(repaired(folder.file("log"), damaged) == Repaired{damaged, 0});
}

TEST_CASE("log repair: a torn line longer than a block is cut off") {
  const Folder folder;
  auto large = small_capture(2);
  large.request.body = Bytes(500'000, 'x');
  auto torn = line_of(large);
  torn.resize(torn.size() - 2);
  CHECK(repaired(folder.file("log"), one + torn) == Repaired{one, torn.size()});
  CHECK(repaired(folder.file("log"), torn) == Repaired{"", torn.size()});
}
