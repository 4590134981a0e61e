#pragma once

#include <functional>
#include <string>

#include "base/result.h"
#include "capture/log_reader.h"

namespace hookctl::capture {

/// What a visitor says after a record: whether it wants the next one.
enum class Wish { next, no_more };

/// Calls `visit` for each line of a log in order, as `visit_lines` does, while a thread reads and decodes the lines
/// after it: checking signatures does not wait for the disk, and the other way round. In memory are a few megabytes
/// beyond the record that is visited. Ends early when the visitor wants no more.
Result<void> read_ahead(const std::string& path, const std::function<Wish(std::size_t line, Result<Record>&&)>& visit);

}  // namespace hookctl::capture
