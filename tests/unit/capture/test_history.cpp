#include <doctest/doctest.h>

#include "capture/history.h"
#include "support/folder.h"
#include "unit/capture/samples.h"

using namespace hookctl;
using namespace hookctl::capture;
using namespace hookctl::capture::samples;
using namespace hookctl::test;

namespace {

Instant at(int seconds) { return Instant{Seconds{seconds}}; }
std::string event(std::string id) { return identity_of({.provider = "bfl", .id = std::move(id)}); }
std::string id(std::uint64_t seq) { return small_capture(seq).id; }

History history_of(std::string_view bytes) {
  const Folder folder;
  write_file(folder.file("log"), bytes);
  auto history = History::read(folder.file("log"));
  REQUIRE(history);
  return *std::move(history);
}

}  // namespace

TEST_CASE("history: a log that does not exist yet has none") {
  const Folder folder;
  const auto history = History::read(folder.file("log"));
  REQUIRE(history);
  CHECK(history->next_seq() == 1);
  CHECK(history->place(event("a"), at(0)) == Place{});
}

TEST_CASE("history: a log that cannot be read is an error") {
  const Folder folder;
  CHECK_FALSE(History::read(folder.file(".")));
}

TEST_CASE("history: attempts of an event are counted, and duplicates point to the first that was answered 2xx") {
  History history;
  history.note(event_capture(1, "a", at(10), 500));
  CHECK(history.place(event("a"), at(13)) == Place{.attempt = 2, .first_seq = 1, .gap = Seconds{3}});
  history.note(event_capture(2, "a", at(13), 204));
  history.note(event_capture(3, "b", at(14), 200));
  history.note(event_capture(4, "a", at(20), 200));
  CHECK(history.place(event("a"), at(21)) ==
        Place{.attempt = 4, .duplicate_of = id(2), .answered_at = at(13), .first_seq = 1, .gap = Seconds{1}});
  CHECK(history.place(event("c"), at(21)) == Place{});
  CHECK(history.next_seq() == 5);
}

TEST_CASE("history: what the app answered counts when it is known") {
  History history;
  history.note(event_capture(1, "a", at(1), {}));
  history.note(event_capture(2, "a", at(2), {}));
  CHECK_FALSE(history.place(event("a"), at(3)).duplicate_of);
  history.note(Outcome{.id = id(2), .response = {.status = 200}});
  CHECK(history.place(event("a"), at(3)).duplicate_of == id(2));
  history.note(Outcome{.id = id(1), .response = {.status = 200}});
  CHECK(history.place(event("a"), at(3)).duplicate_of == id(1));
}

TEST_CASE("history: an answer that is not 2xx makes no duplicate") {
  for (const int status : {100, 199, 300, 302, 404, 500, 503}) {
    CAPTURE(status);
    History history;
    history.note(event_capture(1, "a", at(1), status));
    CHECK_FALSE(history.place(event("a"), at(2)).duplicate_of);
  }
}

TEST_CASE("history: events of two providers and events without id stay apart") {
  History history;
  history.note(event_capture(1, "a", at(1), 200));
  history.note(event_capture(2, "", at(1), 200));
  history.note(small_capture(3));
  CHECK(history.place(identity_of({.provider = "fal", .id = "a"}), at(2)) == Place{});
  CHECK(history.place(event(""), at(2)) == Place{});
  CHECK(history.next_seq() == 4);
}

TEST_CASE("history: a key tells events apart, whatever their ids") {
  auto first = event_capture(1, "a", at(1), 200);
  first.event->key = "order 7";
  History history;
  history.note(first);
  CHECK(history.place(identity_of({.provider = "fal", .id = "b", .key = "order 7"}), at(2)).attempt == 2);
  CHECK(history.place(event("a"), at(2)) == Place{});
}

TEST_CASE("history: an answer that did not leave whole makes no duplicate") {
  auto first = event_capture(1, "a", at(1), 200);
  first.response->fault = "truncate";
  History history;
  history.note(first);
  CHECK_FALSE(history.place(event("a"), at(2)).duplicate_of);
}

TEST_CASE("history: read from a log it is the same as noted live") {
  const auto history = history_of(
      line_of(event_capture(7, "a", at(1), {})) + line_of(Outcome{.id = id(7), .response = {.status = 200}}) +
      line_of(Refused{.id = "R", .reason = "incomplete"}) + line_of(event_capture(8, "a", at(5), 200)));
  CHECK(history.next_seq() == 9);
  CHECK(history.place(event("a"), at(6)) ==
        Place{.attempt = 3, .duplicate_of = id(7), .answered_at = at(1), .first_seq = 7, .gap = Seconds{1}});
  CHECK(history.damage().empty());
}

TEST_CASE("history: a damaged line keeps its number, which may be on disk") {
  const auto history = history_of(line_of(small_capture(1)) + "garbage\n");
  CHECK(history.next_seq() == 3);
  REQUIRE(history.damage().size() == 1);
  CHECK(history.damage().front().line == 2);
}

TEST_CASE("history: a capture that could not be stored is taken back, as if it had not come") {
  History history;
  const auto one = history.note(event_capture(1, "a", at(10), {}));
  const auto two = history.note(event_capture(2, "a", at(13), 200));
  history.undo(two);
  CHECK(history.place(event("a"), at(14)) == Place{.attempt = 2, .first_seq = 1, .gap = Seconds{4}});
  CHECK(history.next_seq() == 2);
  history.undo(one);
  history.note(Outcome{.id = id(1), .response = {.status = 200}});
  CHECK(history.place(event("a"), at(14)) == Place{});
  CHECK(history.next_seq() == 1);
}

TEST_CASE("history: an answer that became known meanwhile stays when a later capture is undone") {
  History history;
  history.note(event_capture(1, "a", at(10), {}));
  const auto later = history.note(event_capture(2, "a", at(13), 200));
  history.note(Outcome{.id = id(1), .response = {.status = 200}});
  history.undo(later);
  CHECK(history.place(event("a"), at(14)).duplicate_of == id(1));
}
