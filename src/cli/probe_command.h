#pragma once

#include <stop_token>
#include <string>

#include "base/bytes.h"
#include "base/result.h"

namespace hookctl::cli {

/// What a shell command prints on stdout, at most 1 MiB; its stdin is empty and its stderr ours. Fails when it cannot be
/// run, ends with another code than 0 or takes longer than 30 s; it is killed then, with all that it started.
Result<Bytes> output_of(const std::string& command, const std::stop_token& stop);

}  // namespace hookctl::cli
