#pragma once

#include <string>

#include "flow/attempt.h"
#include "flow/replay.h"
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

std::string skipped_text(const flow::Skipped& skipped, Colour colour);
std::string skipped_json(const flow::Skipped& skipped);

std::string replay_summary_text(const flow::ReplaySummary& summary, Colour colour);
std::string replay_summary_json(const flow::ReplaySummary& summary);

}  // namespace hookctl::report
