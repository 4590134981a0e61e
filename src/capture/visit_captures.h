#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "base/result.h"
#include "capture/capture.h"
#include "capture/log_reader.h"

namespace hookctl::capture {

/// Where a record stands in its log; `size` is without the newline.
struct Extent {
  std::uint64_t offset = 0;
  std::uint32_t size = 0;
};

/// Who is told what a log holds.
struct LogVisitor {
  std::function<Visit(Capture&&, Extent)> capture;
  std::function<void(const Damage&)> damaged = [](const Damage&) {};
  std::function<void(const Refused&)> refused = [](const Refused&) {};
};

/// Tells a visitor of each capture of a log, in order and with its answer. A capture whose app is still being asked
/// waits for its outcome, and those behind it too, but no more than 32 MiB of them: then it goes as it stands. Apart
/// from that, in memory for one. Fails only when the file cannot be opened or read.
Result<void> visit_captures(const std::string& path, const LogVisitor& visitor);

}  // namespace hookctl::capture
