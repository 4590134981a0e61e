#include "flow/simulated_attempt.h"

#include <fmt/format.h>

#include "base/units.h"
#include "flow/conceal.h"
#include "retry/retry_after.h"

namespace hookctl::flow {
namespace {

constexpr std::size_t kept_answer = 1024;

retry::NoAnswer reason_of(const wire::Sent& sent) {
  if (sent.timed_out) return retry::NoAnswer::timeout;
  return sent.reached == wire::Reached::nothing_sent ? retry::NoAnswer::refused : retry::NoAnswer::lost;
}

std::string too_late(Micros took, Micros most) {
  return fmt::format("took {}, at most {} expected", hookctl::to_text(took), hookctl::to_text(most));
}

}  // namespace

wire::Sent within(Millis limit, wire::Sent sent) {
  if (!sent.response || sent.took <= limit) return sent;
  return {.reached = wire::Reached::unknown,
          .took = sent.took,
          .error = fmt::format("answered {} after {}, too late", sent.response->status, hookctl::to_text(sent.took)),
          .timed_out = true};
}

retry::Attempted heard_by(const retry::Schedule& schedule, const wire::Sent& sent, Instant at, Instant wall) {
  retry::Attempted attempted{.at = at, .ended = at + sent.took, .without = reason_of(sent)};
  if (!sent.response) return attempted;
  attempted.status = sent.response->status;
  const auto& headers = sent.response->headers;
  attempted.asks_to_stop = !schedule.stop_header.empty() && headers.find(schedule.stop_header);
  const auto asked = schedule.retry_after ? headers.find("Retry-After") : std::nullopt;
  if (asked) attempted.retry_after = retry::parse_retry_after(*asked, wall);
  return attempted;
}

void judge_simulated(Attempt& attempt, const wire::Sent& sent, const SimulateOptions& options) {
  attempt.took = sent.took;
  attempt.note = sent.error;
  attempt.ending = ending_of(sent);
  attempt.ok = false;
  if (!sent.response) return;
  attempt.status = sent.response->status;
  const bool accepted = retry::is_success(options.schedule, *attempt.status);
  attempt.ending = accepted ? Ending::delivered : Ending::refused;
  attempt.ok = accepted && (!options.max_latency || sent.took <= *options.max_latency);
  if (accepted && !*attempt.ok) attempt.note = too_late(sent.took, *options.max_latency);
  const auto asked =
      accepted || !options.schedule.retry_after ? std::nullopt : sent.response->headers.find("Retry-After");
  if (asked) attempt.note = fmt::format("Retry-After: {}", *asked);
  const auto& body = sent.response->body;
  if (body.empty()) return;
  // A secret that the cut would halve is concealed before.
  attempt.answer = concealed(body.substr(0, 4 * kept_answer), options.keys).substr(0, kept_answer);
}

}  // namespace hookctl::flow
