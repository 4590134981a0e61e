#pragma once

#include <string>

#include "report/ink.h"
#include "report/json_line.h"
#include "report/verdict.h"
#include "signature/cause.h"

namespace hookctl::report {

/// The cause and its advice, or what was ruled out; the signatures that came and that is due; the cost of the search.
std::string cause_text(const signature::Explanation& explanation, Colour colour, Shown signatures);

/// The members `cause`, `tried`, `received` and `expected` of a verdict.
Json cause_json(const signature::Explanation& explanation, Shown signatures);

}  // namespace hookctl::report
