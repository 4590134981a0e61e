#pragma once

#include <functional>
#include <string>

#include "base/result.h"
#include "capture/log_reader.h"

namespace hookctl::capture {

/// Calls `visit` for each line of a log in order, as `visit_lines` does, while a thread reads and decodes the lines
/// after it: checking signatures does not wait for the disk, and the other way round. In memory are a few megabytes
/// beyond the record that is visited. Ends early when the visitor has enough.
Result<void> read_ahead(const std::string& path, const std::function<Visit(std::size_t line, Result<Record>&&)>& visit);

}  // namespace hookctl::capture
