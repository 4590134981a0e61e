#include <doctest/doctest.h>

#include <algorithm>

#include "capture/log_reader.h"
#include "capture/log_writer.h"
#include "support/folder.h"
#include "unit/capture/samples.h"

using namespace hookctl;
using namespace hookctl::capture;
using namespace hookctl::capture::samples;
using namespace hookctl::test;

namespace {

const std::string one = line_of(small_capture(1)), two = line_of(full_capture()), three = line_of(small_capture(3));

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
  const auto whole = one + two + three;
  const std::size_t ends[] = {0, one.size(), one.size() + two.size(), whole.size()};
  for (std::size_t cut = 0; cut <= whole.size(); ++cut) {
    CAPTURE(cut);
    const auto* next = std::lower_bound(std::begin(ends), std::end(ends), cut);
    const bool is_whole = *next == cut || *next == cut + 1;
    const auto kept = is_whole ? *next : *(next - 1);
    CHECK(repaired(path, whole.substr(0, cut)) == Repaired{whole.substr(0, kept), is_whole ? 0 : cut - kept});
  }
}

TEST_CASE("log repair: after a cut at any byte of the last two records the next record is readable") {
  const Folder folder;
  const auto path = folder.file("log");
  const auto whole = one + two + three;
  const auto next = line_of(small_capture(4));
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
    CHECK(log->captures.back() == small_capture(4));
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
