#pragma once

#include <optional>
#include <string>

#include "capture/capture.h"
#include "provider/detect.h"
#include "report/ink.h"

namespace hookctl::report {

/// One line of a listing: number, time, method, target, size, provider, event, verdict, answer.
std::string capture_line(const capture::Capture& capture, Colour colour);

/// A capture for a person: what was found, by what its provider was recognised (where that is known), then
/// the request as it came; bytes that could harm a terminal are escaped.
std::string capture_details(const capture::Capture& capture, const std::optional<provider::Detected>& recognised,
                            Colour colour);

}  // namespace hookctl::report
