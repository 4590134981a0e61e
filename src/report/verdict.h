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

/// How much of a signature is shown: its first 8 characters, or all of it. Whoever sees the signature that is due can
/// forge the delivery.
enum class Shown { start, whole };

/// The finding, what it was based on, and the cause where one was searched for; `label` names the capture, empty for a
/// single request.
std::string verdict_text(const flow::Checked& checked, std::string_view label, Colour colour, Shown signatures);
std::string verdict_json(const flow::Checked& checked, std::string_view label, Shown signatures);

}  // namespace hookctl::report
