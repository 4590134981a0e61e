#include "wire/refusal.h"

#include <array>

namespace hookctl::wire {
namespace {

using enum RefusalReason;

constexpr std::array rows{
    RefusalRow{request_line_malformed, "request_line_malformed", 400,
               "The request line is not METHOD SP TARGET SP HTTP/1.1."},
    RefusalRow{version_unsupported, "version_unsupported", 505, "Only HTTP/1.1 and HTTP/1.0 are spoken here."},
    RefusalRow{target_malformed, "target_malformed", 400,
               "The target is neither a path, an http URL, nor * for OPTIONS."},
    RefusalRow{header_malformed, "header_malformed", 400,
               "A header line is not NAME: VALUE on one line that ends in CR LF."},
    RefusalRow{host_missing, "host_missing", 400, "HTTP/1.1 requires a Host header."},
    RefusalRow{host_duplicated, "host_duplicated", 400, "There is more than one Host header."},
    RefusalRow{content_length_malformed, "content_length_malformed", 400, "Content-Length is not a decimal number."},
    RefusalRow{content_length_conflict, "content_length_conflict", 400, "There is more than one Content-Length."},
    RefusalRow{transfer_encoding_unsupported, "transfer_encoding_unsupported", 501,
               "The only Transfer-Encoding understood is chunked."},
    RefusalRow{transfer_encoding_conflict, "transfer_encoding_conflict", 400,
               "Transfer-Encoding must stand once, without Content-Length, in HTTP/1.1."},
    RefusalRow{chunk_malformed, "chunk_malformed", 400, "The chunked body is not framed as HTTP requires."},
    RefusalRow{head_too_large, "head_too_large", 431, "The request line and headers are too large."},
    RefusalRow{too_many_headers, "too_many_headers", 431, "There are too many header fields."},
    RefusalRow{body_too_large, "body_too_large", 413, "The body is too large."},
    RefusalRow{framing_too_large, "framing_too_large", 400,
               "The chunked body has too much framing around too few bytes."},
    RefusalRow{head_timeout, "head_timeout", 408, "The request line and headers did not arrive in time."},
    RefusalRow{body_timeout, "body_timeout", 408, "The body did not arrive in time."},
    RefusalRow{incomplete, "incomplete", 400, "The connection ended in the middle of the request."},
    RefusalRow{tls_handshake, "tls_handshake", 400, "This port is for HTTPS; a TLS handshake must come first."},
};

constexpr bool in_order() {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].reason != static_cast<RefusalReason>(i)) return false;
  }
  return rows.size() == static_cast<std::size_t>(tls_handshake) + 1;
}
static_assert(in_order(), "row_of finds a row by its place");

}  // namespace

const RefusalRow& row_of(RefusalReason reason) { return rows[static_cast<std::size_t>(reason)]; }

}  // namespace hookctl::wire
