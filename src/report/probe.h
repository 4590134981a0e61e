#pragma once

#include <string>

#include "flow/flaws.h"
#include "flow/idempotency.h"
#include "flow/probe.h"
#include "report/ink.h"

/// What a replay says of side effects, of the cases of a suite, and of what is wrong as a whole.
namespace hookctl::report {

/// `probe    after-success  3 -> 5  the side effect happened 2 times, 1 expected`.
std::string probed_text(const flow::Probed& probed, Colour colour);
std::string probed_json(const flow::Probed& probed);

/// The same as a line of reports.
flow::Attempt as_attempt(const flow::Probed& probed, Instant at, Micros since_first);

/// `case     after-success: the same bytes again, after the answer`.
std::string case_text(const flow::RepeatCase& each, Colour colour);
std::string case_json(const flow::RepeatCase& each);

/// `flaw     it acts again on a duplicate  (after-success)`.
std::string flaw_text(const flow::Flaw& flaw, Colour colour);
std::string flaw_json(const flow::Flaw& flaw);

}  // namespace hookctl::report
