#pragma once

#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "capture/capture.h"
#include "capture/curl_import.h"
#include "capture/foreign.h"

namespace hookctl::flow {

/// What a file with requests may be.
enum class FileForm { log, har, http, curl };

/// What a file is by its first bytes; an empty one counts as a log.
FileForm form_of(ByteView beginning);

/// The requests of a file of another program. `read_named` reads the files that curl command lines name.
Result<std::vector<capture::Foreign>> read_foreign(FileForm form, ByteView text, const capture::ReadNamed& read_named);

/// The same as captures, numbered from 1; those without a time are of `now`.
std::vector<capture::Capture> captures_of(std::vector<capture::Foreign> requests, Instant now);

/// The captures of a log that is at hand whole. Fails on the first line that cannot be read.
Result<std::vector<capture::Capture>> captures_in(ByteView log);

}  // namespace hookctl::flow
