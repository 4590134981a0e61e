#pragma once

#include <string>

#include "flow/check.h"
#include "report/ink.h"
#include "signature/verdict.h"

namespace hookctl::report {

/// The colour of a verdict.
Ink ink_of(const signature::Verdict& verdict);

/// The state in a column as wide as the longest one: `verified   `.
std::string padded(const signature::Verdict& verdict);

/// `  signature_mismatch`, or nothing for a verdict that is valid or was not attempted.
std::string reason_text(const signature::Verdict& verdict);

/// The finding and what it was based on; `label` names the capture, empty for a single request.
std::string verdict_text(const flow::Checked& checked, std::string_view label, Colour colour);
std::string verdict_json(const flow::Checked& checked, std::string_view label);

}  // namespace hookctl::report
