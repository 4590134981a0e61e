#pragma once

#include <string>

namespace hookctl::report {

/// Where a log is shown, and how that ends.
std::string inspect_text(const std::string& url, const std::string& captures);
std::string inspect_json(const std::string& url, const std::string& captures, int pid);

}  // namespace hookctl::report
