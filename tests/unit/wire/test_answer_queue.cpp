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
