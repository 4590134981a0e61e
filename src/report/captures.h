#pragma once

#include <string>

#include "capture/capture.h"
#include "report/ink.h"

namespace hookctl::report {

/// One line of a listing: number, time, method, target, size, provider, event, verdict, answer.
std::string capture_line(const capture::Capture& capture, Colour colour);

/// A capture for a person: what was found, then the request as it came; bytes that could harm a terminal are escaped.
std::string capture_details(const capture::Capture& capture, Colour colour);

}  // namespace hookctl::report
