#pragma once

#include <string>
#include <string_view>

#include "base/bytes.h"

namespace hookctl::report {

/// A request that would be sent, with its exact bytes in base64.
std::string dry_run_json(std::string_view capture, std::string_view url, ByteView bytes);

}  // namespace hookctl::report
