#include "wire/answer_queue.h"

#include <doctest/doctest.h>

using namespace hookctl;
using namespace hookctl::wire;

TEST_CASE("answer queue: answers leave in the order of their requests") {
  AnswerQueue queue;
  queue.expect(1, {});
  queue.expect(2, {});
  queue.add("interim", After::stay_open);
  Bytes out;

  CHECK(queue.answer(2, {.status = 202}, "now"));
  CHECK(queue.release(out) == After::stay_open);
  CHECK(out.empty());

  CHECK(queue.answer(1, {.status = 201}, "now"));
  queue.release(out);
  CHECK(queue.empty());
  CHECK(out.find("201") < out.find("202"));
  CHECK(out.ends_with("\r\n\r\ninterim"));
}

TEST_CASE("answer queue: a ticket is answered once, a stranger's never") {
  AnswerQueue queue;
  queue.expect(1, {});
  queue.add("refusal", After::close);
  CHECK_FALSE(queue.answer(0, Response{}, "now"));
  CHECK_FALSE(queue.answer(7, Response{}, "now"));
  CHECK(queue.answer(1, Response{}, "now"));
  CHECK_FALSE(queue.answer(1, Response{}, "now"));
}

TEST_CASE("answer queue: nothing follows an answer that asks to close") {
  AnswerQueue queue;
  queue.expect(1, {});
  queue.expect(2, {});
  queue.answer(1, {.headers = {{"Connection", "foo, Close"}}}, "now");
  queue.answer(2, {.status = 500}, "now");
  Bytes out;
  CHECK(queue.release(out) == After::close);
  CHECK(out.find("500") == out.npos);
  CHECK(queue.empty());
}

TEST_CASE("answer queue: an answer that goes on waits for its turn, leaves in pieces, and ends the connection") {
  AnswerQueue queue;
  queue.expect(1, {});
  queue.expect(2, {});
  queue.expect(3, {});
  CHECK(queue.begin(2, {.body = "one "}, "now"));
  CHECK_FALSE(queue.answer(2, {.status = 500}, "now"));
  CHECK(queue.add_piece(2, "two "));
  Bytes out;
  CHECK(queue.release(out) == After::stay_open);
  CHECK(out.empty());
  CHECK(*queue.waiting(2) > 8);

  CHECK(queue.answer(1, {.status = 201}, "now"));
  queue.release(out);
  CHECK(out.ends_with("Date: now\r\nConnection: close\r\n\r\none two "));
  CHECK(queue.waiting(2) == 0);
  CHECK(queue.goes_on());

  out.clear();
  queue.add_piece(2, "three");
  CHECK(queue.end(2));
  CHECK_FALSE(queue.add_piece(2, "four"));
  CHECK(queue.release(out) == After::close);
  CHECK(out == "three");
  CHECK(queue.empty());
  CHECK_FALSE(queue.waiting(2));
}

TEST_CASE("answer queue: an answer that goes on has only its head where no body is wanted") {
  AnswerQueue queue;
  queue.expect(1, {.answers = Answers::head_only});
  queue.begin(1, {.body = "one"}, "now");
  CHECK_FALSE(queue.add_piece(1, "two"));
  Bytes out;
  CHECK(queue.release(out) == After::close);
  CHECK(out.ends_with("\r\n\r\n"));
}
