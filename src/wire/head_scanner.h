#pragma once

#include <cstddef>
#include <optional>

#include "base/bytes.h"
#include "wire/limits.h"
#include "wire/refusal.h"

namespace hookctl::wire {

/// What is known about a head: its size once it is whole (0 before), or why it will never be one.
struct HeadScan {
  std::size_t size = 0;
  std::optional<RefusalReason> refusal = {};
};

/// Finds where a request's head ends, in bytes that may come one at a time. Refuses at once what would make a parser
/// wait or guess: a first byte no request starts with, bare LF, folded lines (RFC 9112 §5.2), too many bytes in all.
class HeadScanner {
 public:
  explicit HeadScanner(std::size_t limit) : limit_(limit) {}

  /// `bytes` start at the request line and hold all that was passed before; only the new ones are looked at.
  HeadScan scan(ByteView bytes);

 private:
  std::size_t limit_;
  std::size_t line_ = 0;     // where the current line starts
  std::size_t scanned_ = 0;  // up to where no line end is left
};

}  // namespace hookctl::wire
