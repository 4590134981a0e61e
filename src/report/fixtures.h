#pragma once

#include <string>
#include <vector>

#include "flow/check_fixture.h"
#include "report/ink.h"

namespace hookctl::report {

/// A fixture and what was found about it.
struct CheckedFixture {
  std::string path;
  std::vector<flow::FixtureFinding> findings = {};
};

/// `ok      hooks/paid.hook.json`, or `FAILED  …` and a line for each finding.
std::string checked_text(const CheckedFixture& checked, Colour colour);
std::string checked_json(const CheckedFixture& checked);

}  // namespace hookctl::report
