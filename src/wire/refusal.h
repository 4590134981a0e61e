#pragma once

#include <cstddef>
#include <string_view>

#include "base/bytes.h"

namespace hookctl::wire {

/// Why a request never became one. The words stand in capture logs (`"reason"`), so they stay.
enum class RefusalReason {
  request_line_malformed,
  version_unsupported,
  target_malformed,
  header_malformed,
  host_missing,
  host_duplicated,
  content_length_malformed,
  content_length_conflict,
  transfer_encoding_unsupported,
  transfer_encoding_conflict,
  chunk_malformed,
  head_too_large,
  too_many_headers,
  body_too_large,
  framing_too_large,
  head_timeout,
  body_timeout,
  incomplete,
  tls_handshake,
};

/// One row of the table of refusals: the word, the status it is answered with, and a sentence for the sender.
struct RefusalRow {
  RefusalReason reason;
  std::string_view word;
  int status;
  std::string_view says;
};

const RefusalRow& row_of(RefusalReason reason);

inline constexpr std::size_t refused_bytes_kept = 4 * 1024;

/// A request that HTTP forbids, with the first bytes it came with; a handshake that failed has none.
struct Refusal {
  RefusalReason reason;
  Bytes head = {};
};

}  // namespace hookctl::wire
