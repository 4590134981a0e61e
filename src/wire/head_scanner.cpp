#include "wire/head_scanner.h"

#include <cstdint>

namespace hookctl::wire {
namespace {

bool starts_a_request(char c) {
  const auto byte = static_cast<std::uint8_t>(c);
  return byte > ' ' && byte < 0x7f;
}

bool starts_a_fold(char c) { return c == ' ' || c == '\t'; }

}  // namespace

HeadScan HeadScanner::scan(ByteView bytes) {
  if (bytes.empty()) return {};
  if (!starts_a_request(bytes[0])) return {.refusal = RefusalReason::request_line_malformed};
  for (;;) {
    const auto end = bytes.find('\n', scanned_);
    if (end == bytes.npos) break;
    if (bytes[end - 1] != '\r') {
      return {.refusal = line_ == 0 ? RefusalReason::request_line_malformed : RefusalReason::header_malformed};
    }
    if (starts_a_fold(bytes[line_])) return {.refusal = RefusalReason::header_malformed};
    if (end + 1 > limit_) return {.refusal = RefusalReason::head_too_large};
    if (end == line_ + 1) return {.size = end + 1};
    line_ = scanned_ = end + 1;
  }
  scanned_ = bytes.size();
  if (bytes.size() > limit_) return {.refusal = RefusalReason::head_too_large};
  return {};
}

}  // namespace hookctl::wire
