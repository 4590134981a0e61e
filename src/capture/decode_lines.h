#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "base/result.h"
#include "capture/decode.h"
#include "capture/log_reader.h"

namespace hookctl::capture {

/// What a line of a log says, and where it stands; `size` is without the newline.
struct DecodedLine {
  std::size_t number;
  std::uint64_t offset;
  std::uint32_t size;
  Result<Record> record;
};

/// The same as `visit_lines`, several lines at a time on as many processors as there are, up to four. `visit` is called
/// in order and on the caller's thread.
Result<void> decode_lines(const std::string& path, const std::function<Visit(DecodedLine&&)>& visit);

}  // namespace hookctl::capture
