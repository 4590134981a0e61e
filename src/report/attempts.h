#pragma once

#include <string>

#include "flow/attempt.h"
#include "flow/replay.h"
#include "flow/simulate.h"
#include "report/ink.h"

namespace hookctl::report {

std::string attempt_json(const flow::Attempt& attempt);

/// Where what follows goes: `to       http://localhost:3000/hook`.
std::string endpoint_text(const std::string& url, Colour colour);

/// How wide the columns of a replay are: what is sent, and how it is changed or repeated.
struct Columns {
  std::size_t capture = 4;
  std::size_t what = 14;
};

/// As wide as before, or as an attempt needs.
Columns widened(Columns columns, const flow::Attempt& attempt);

/// One line for one replayed request: `ok`, `FAILED` or `unknown`, what was sent and what came back.
std::string replayed_text(const flow::Attempt& attempt, const Columns& columns, Colour colour);

/// One line for one attempt of a simulated delivery, with its time on the schedule's clock.
std::string simulated_text(const flow::Attempt& attempt, Colour colour);

std::string skipped_text(const flow::Skipped& skipped, Colour colour);
std::string skipped_json(const flow::Skipped& skipped);

std::string replay_summary_text(const flow::ReplaySummary& summary, Colour colour);
std::string replay_summary_json(const flow::ReplaySummary& summary);

/// How a delivery ended, and what the provider would do now.
std::string simulate_summary_text(const flow::SimulateSummary& summary, const provider::Provider& provider,
                                  Colour colour);
std::string simulate_summary_json(const flow::SimulateSummary& summary);

/// The timetable of a schedule, marked documented or assumed.
std::string plan_text(const provider::Provider& provider, const retry::Schedule& schedule);
std::string plan_json(const retry::Schedule& schedule);

}  // namespace hookctl::report
