#pragma once

#include <string_view>

#include "base/result.h"
#include "inspector/shelf.h"

namespace hookctl::inspector {

/// A capture whole, as it stands in the log, and what its row says beyond that.
struct Whole {
  capture::Capture capture;
  std::uint32_t position = 0;
  std::vector<Bytes> outcomes = {};  // the records about what became of it, as they stand
};

/// Reads the capture of an id. Fails when there is none, or when the log is another by now.
Result<Whole> read_whole(const Shelf& shelf, std::string_view id);

}  // namespace hookctl::inspector
