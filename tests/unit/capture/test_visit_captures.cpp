#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "capture/encode.h"
#include "capture/record_file.h"
#include "capture/visit_captures.h"
#include "support/folder.h"

namespace hookctl::test {
namespace {

using capture::Capture;
using capture::Extent;
using capture::Visit;

std::string id_of(int number) { return fmt::format("01JDA7ZZZZZZZZZZZZZZZZZ{:03}", number); }

/// A capture that was answered, or whose app was still being asked.
std::string asked(int number, std::optional<capture::Answered> response, const Bytes& body = "{}") {
  std::string line;
  capture::append_record(line, Capture{.id = id_of(number),
                                       .seq = static_cast<std::uint64_t>(number),
                                       .request = {.body = body},
                                       .response = std::move(response)});
  return line;
}

std::string answered(int number, int status) {
  std::string line;
  capture::append_record(line, capture::Outcome{.id = id_of(number), .response = {.status = status}});
  return line;
}

/// `1:200 2:none`, as the visitor was told.
std::string told(const std::string& path) {
  std::string text;
  const auto visited = capture::visit_captures(
      path, {.capture = [&](Capture&& capture, Extent) {
        const auto status = capture.response ? std::to_string(capture.response->status) : "none";
        text += fmt::format("{}{}:{}", text.empty() ? "" : " ", capture.seq, status);
        return Visit::go_on;
      }});
  CHECK(visited);
  return text;
}

}  // namespace

TEST_CASE("visiting captures: each comes in order and with its answer, also where the app took long") {
  const Folder home;
  const auto path =
      home.write("log", asked(1, std::nullopt) + asked(2, capture::Answered{.status = 201}) + asked(3, std::nullopt) +
                            answered(3, 203) + asked(4, capture::Answered{.status = 204}) + answered(1, 202));
  CHECK(told(path) == "1:202 2:201 3:203 4:204");
}

TEST_CASE("visiting captures: an app that never answered holds nothing up at the end of the log") {
  const Folder home;
  CHECK(told(home.write("log", asked(1, std::nullopt) + asked(2, std::nullopt) + answered(2, 200))) == "1:none 2:200");
}

TEST_CASE("visiting captures: no more than 32 MiB wait for one answer") {
  const Folder home;
  const Bytes body(9'000'000, 'x');
  auto log = asked(1, std::nullopt);
  for (int number = 2; number <= 6; ++number) log += asked(number, capture::Answered{.status = 200}, body);
  CHECK(told(home.write("log", log + answered(1, 202))) == "1:none 2:200 3:200 4:200 5:200 6:200");
}

TEST_CASE("visiting captures: the order of the log is kept however long it is, and damage is told by its line") {
  const Folder home;
  const Bytes body(10'000, 'x');
  std::string log;
  for (int number = 1; number <= 400; ++number) {
    log += number == 300 ? "garbage\n" : asked(number, capture::Answered{.status = 200}, body);
  }
  std::vector<std::uint64_t> seqs;
  std::vector<std::size_t> damaged;
  CHECK(capture::visit_captures(home.write("log", log),
                                {.capture =
                                     [&](Capture&& capture, Extent) {
                                       seqs.push_back(capture.seq);
                                       return Visit::go_on;
                                     },
                                 .damaged = [&](const capture::Damage& damage) { damaged.push_back(damage.line); }}));
  CHECK(seqs.size() == 399);
  CHECK(std::is_sorted(seqs.begin(), seqs.end()));
  CHECK(damaged == std::vector<std::size_t>{300});
}

TEST_CASE("visiting captures: whoever has enough is told no more") {
  const Folder home;
  const auto path = home.write("log", asked(1, std::nullopt) + asked(2, std::nullopt) + asked(3, std::nullopt));
  int count = 0;
  CHECK(capture::visit_captures(path, {.capture = [&](Capture&&, Extent) {
                                  ++count;
                                  return Visit::enough;
                                }}));
  CHECK(count == 1);
}

TEST_CASE("visiting captures: where a record stands is told, and it can be read from there") {
  const Folder home;
  const auto log =
      asked(1, capture::Answered{}) + "\n" + "garbage\n" + answered(1, 200) + asked(2, capture::Answered{});
  const auto path = home.write("log", log);
  std::vector<Extent> extents;
  CHECK(capture::visit_captures(path, {.capture = [&](Capture&&, Extent extent) {
                                  extents.push_back(extent);
                                  return Visit::go_on;
                                }}));
  REQUIRE(extents.size() == 2);
  auto file = capture::RecordFile::open(path);
  REQUIRE(file);
  CHECK(file->read(extents[1])->seq == 2);
  CHECK(file->read(extents[0])->seq == 1);
  home.write("log", asked(3, capture::Answered{}));
  CHECK(file->read(extents[1]).error().message.find("changed while it was read") != std::string::npos);
}

}  // namespace hookctl::test
