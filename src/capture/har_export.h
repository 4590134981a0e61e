#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "capture/capture.h"

namespace hookctl::capture {

/// The beginning and the end of a HAR 1.2 file (http://www.softwareishard.com/blog/har-12-spec/); between them go
/// entries, separated by commas.
inline constexpr std::string_view har_head =
    R"({"log":{"version":"1.2","creator":{"name":"hookctl","version":""},"entries":[)";
inline constexpr std::string_view har_tail = "]}}\n";

/// Appends a capture as an entry. A body that is not UTF-8 stands in base64, marked `"encoding":"base64"`, which the
/// format knows of answers only. Yields what has no place in the format.
std::vector<std::string> append_har_entry(std::string& out, const Capture& capture);

}  // namespace hookctl::capture
