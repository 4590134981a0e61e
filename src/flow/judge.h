#pragma once

#include <optional>

#include "base/clock.h"
#include "flow/attempt.h"
#include "flow/body_pattern.h"
#include "flow/expectation.h"
#include "forge/forgery.h"

namespace hookctl::flow {

/// What the answer to a plain delivery must be like.
struct Expectations {
  Expectation status;
  std::optional<BodyPattern> body = {};
  std::optional<Millis> max_latency = {};
};

/// Whether an event is delivered for the first time, or was accepted before.
enum class Delivered { first, again };

/// Judges the answer to a plain delivery. An answer that comes after the provider would have given up (`patience`) is a
/// warning, unless there is a latency to judge by.
void judge(Attempt& attempt, const wire::Sent& sent, const Expectations& expect, std::optional<Millis> patience);

/// Judges the answer to a forgery, or to its control, which may have to come in time. What needs no certain answer
/// needs none at all; where HTTP itself is broken, the connection's end is an answer.
void judge(Attempt& attempt, forge::Due due, Delivered delivered, const wire::Sent& sent,
           std::optional<Millis> max_latency);

}  // namespace hookctl::flow
