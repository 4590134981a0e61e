#pragma once

#include <optional>

#include "base/bytes.h"
#include "base/recode.h"

/// Small edits of a body, each undoing or redoing what software is known to do. Nothing where one does not apply.
namespace hookctl::signature {

/// What a compressed body may grow to.
inline constexpr std::size_t largest_inflated = 4 * 1024 * 1024;

std::optional<Bytes> without_final_newline(ByteView body);
std::optional<Bytes> without_final_space(ByteView body);
std::optional<Bytes> without_mark(ByteView body);
std::optional<Bytes> with_mark(ByteView body);
std::optional<Bytes> crlf_to_lf(ByteView body);
std::optional<Bytes> lf_to_crlf(ByteView body);
std::optional<Bytes> without_newlines(ByteView body);

/// The indented JSON that the body is without its newlines, without and with a final one.
std::optional<Bytes> with_newlines_back(ByteView body);
std::optional<Bytes> with_all_newlines_back(ByteView body);

std::optional<Bytes> form_with_plus(ByteView body);
std::optional<Bytes> form_with_percent(ByteView body);
std::optional<Bytes> form_in_lower_case(ByteView body);
std::optional<Bytes> form_decoded(ByteView body);

std::optional<Bytes> unwrapped_base64(ByteView body);
std::optional<Bytes> wrapped_in_base64(ByteView body);
std::optional<Bytes> quoted_json(ByteView body);
std::optional<Bytes> unquoted_json(ByteView body);

/// JSON whose end is missing with the brackets and quotes closed that are open.
std::optional<Bytes> with_end_closed(ByteView body);

/// The number that a text of digits is.
std::optional<std::size_t> number_in(std::string_view text);

template <char... end>
std::optional<Bytes> with_end(ByteView body) {
  Bytes out(body);
  (out.push_back(end), ...);
  return out;
}

}  // namespace hookctl::signature
