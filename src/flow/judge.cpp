#include "flow/judge.h"

#include <fmt/format.h>

#include "base/units.h"

namespace hookctl::flow {
namespace {

using forge::Due;

constexpr std::string_view refused_again = "refused a duplicate with 4xx: the provider would send it again";

/// Whether a sender who is told this takes the event for lost, though the app has it.
bool refuses_duplicate(const Attempt& attempt) { return attempt.number > 1 && *attempt.status / 100 == 4; }

std::string too_slow(const Attempt& attempt, Millis most) {
  return fmt::format("took {}, at most {} expected", hookctl::to_text(attempt.took), hookctl::to_text(Micros(most)));
}

/// Why an answer is not what was expected; empty when it is.
std::string objection(const Attempt& attempt, const wire::Sent& sent, const Expectations& expect) {
  if (!expect.status.met_by(*attempt.status)) {
    if (refuses_duplicate(attempt) && expect.status.met_by(200)) return std::string(refused_again);
    return fmt::format("answered {}, {} expected", *attempt.status, expect.status.text());
  }
  if (expect.body && !expect.body->found_in(sent.response->body)) {
    return fmt::format("the answer's body has nothing like '{}'", expect.body->text());
  }
  if (expect.max_latency && attempt.took > *expect.max_latency) return too_slow(attempt, *expect.max_latency);
  return {};
}

/// What a status says to a delivery that deserves a certain answer.
void judge_status(Attempt& attempt, Due due, Delivered delivered) {
  const int kind = *attempt.status / 100;
  switch (due) {
    case Due::informational:
      return;
    case Due::accept:
      attempt.ok = kind == 2;
      if (kind != 2) attempt.note = "refused a genuine delivery";
      if (kind == 4 && delivered == Delivered::again) attempt.note = refused_again;
      return;
    case Due::refuse:
      attempt.ok = kind == 4;
      if (kind == 2) attempt.note = "accepted a forgery";
      if (kind == 5) attempt.note = "refused with 5xx: the provider would send it again";
      if (kind == 1 || kind == 3) attempt.note = "neither accepted nor refused";
      return;
    case Due::drop:
      attempt.ok = kind == 4 || kind == 5;
      if (!*attempt.ok) attempt.note = "took what HTTP forbids: two servers may see two requests in it";
      return;
  }
}

}  // namespace

void judge(Attempt& attempt, const wire::Sent& sent, const Expectations& expect, std::optional<Millis> patience) {
  attempt.expected = expect.status.text();
  attempt.ok = false;
  attempt.late = sent.timed_out;
  if (!attempt.status) return;
  auto why = objection(attempt, sent, expect);
  attempt.ok = why.empty();
  const auto most = expect.max_latency ? expect.max_latency : patience;
  attempt.late = most && attempt.took > *most;
  if (!why.empty()) attempt.note = std::move(why);
  if (!expect.max_latency && patience && attempt.took > *patience) {
    attempt.warning =
        fmt::format("the provider waits {} and would have sent it again", hookctl::to_text(Micros(*patience)));
  }
}

void judge(Attempt& attempt, Due due, Delivered delivered, const wire::Sent& sent, std::optional<Millis> max_latency) {
  attempt.expected = to_text(due);
  if (!attempt.status) {
    const bool dropped = due == Due::drop && sent.reached == wire::Reached::unknown && !sent.timed_out;
    if (due != Due::informational) attempt.ok = dropped;
    if (dropped) attempt.ending = Ending::refused;
    return;
  }
  judge_status(attempt, due, delivered);
  attempt.late = attempt.ok == true && max_latency && attempt.took > *max_latency;
  if (!attempt.late) return;
  attempt.ok = false;
  attempt.note = too_slow(attempt, *max_latency);
}

}  // namespace hookctl::flow
