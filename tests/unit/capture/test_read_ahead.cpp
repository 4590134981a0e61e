#include <doctest/doctest.h>

#include <stdexcept>

#include "capture/read_ahead.h"
#include "support/folder.h"
#include "unit/capture/samples.h"

using namespace hookctl;
using namespace hookctl::capture;
using namespace hookctl::capture::samples;
using namespace hookctl::test;

namespace {

/// More than waits at once between the thread that reads and the one that visits.
constexpr std::uint64_t many = 5'000;

std::string log_of_many(const Folder& folder) {
  std::string lines;
  for (std::uint64_t seq = 1; seq <= many; ++seq) append_record(lines, small_capture(seq));
  const auto path = folder.file("captures.jsonl");
  write_file(path, lines);
  return path;
}

}  // namespace

TEST_CASE("read_ahead: every line in its order, with its number") {
  const Folder folder;
  std::uint64_t seen = 0;
  CHECK(read_ahead(log_of_many(folder), [&](std::size_t line, Result<Record>&& record) {
    ++seen;
    REQUIRE(record);
    CHECK(line == seen);
    CHECK(std::get<Capture>(*record).seq == seen);
    return Wish::next;
  }));
  CHECK(seen == many);
}

TEST_CASE("read_ahead: a visitor who wants no more ends the reading of a log far from its end") {
  const Folder folder;
  int visits = 0;
  CHECK(read_ahead(log_of_many(folder),
                   [&](std::size_t, Result<Record>&&) { return ++visits == 3 ? Wish::no_more : Wish::next; }));
  CHECK(visits == 3);
}

TEST_CASE("read_ahead: what a visitor throws comes out, and no thread stays behind") {
  const Folder folder;
  const auto refuse = [](std::size_t, Result<Record>&&) -> Wish { throw std::runtime_error("no"); };
  CHECK_THROWS_AS((void)read_ahead(log_of_many(folder), refuse), std::runtime_error);
}

TEST_CASE("read_ahead: damage is visited in its place, a file that is not there is an error") {
  const Folder folder;
  const auto path = folder.file("captures.jsonl");
  std::string lines = "{\"type\":\"capture\"}\n";
  append_record(lines, small_capture(7));
  write_file(path, lines);
  std::vector<bool> whole;
  const auto note = [&](std::size_t, Result<Record>&& record) {
    whole.push_back(static_cast<bool>(record));
    return Wish::next;
  };
  CHECK(read_ahead(path, note));
  CHECK(whole == std::vector<bool>{false, true});
  CHECK_FALSE(read_ahead(folder.file("none.jsonl"), note));
}
