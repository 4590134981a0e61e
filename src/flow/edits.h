#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "webhook/headers.h"

namespace hookctl::flow {

/// A member of a JSON body that gets another value, or is taken out where there is none.
struct MemberEdit {
  std::string pointer;
  std::optional<Bytes> value = {};
};

/// Reads `/status=Error`: a JSON Pointer and a value.
Result<MemberEdit> parse_set(std::string_view text);
/// The same, where both stand apart.
Result<MemberEdit> set_at(std::string_view pointer, std::string_view value);
/// Reads `/status`.
Result<MemberEdit> parse_unset(std::string_view text);

/// What is changed in a captured request before it is signed and sent.
struct Edits {
  std::optional<Bytes> body = {};         // instead of the captured one
  std::vector<MemberEdit> members = {};   // of the body, in this order
  Headers headers = {};                   // set where they stand, or added
  std::vector<std::string> dropped = {};  // names of headers that are left out

  bool any() const { return body || !members.empty() || !headers.empty() || !dropped.empty(); }
};

/// The body with the edits; bytes they do not name stay as they were. What was a string stays one; elsewhere a value
/// that is JSON is taken as JSON and any other is a string. Fails when a body is not JSON or has no such place.
Result<Bytes> edited_body(Bytes body, const Edits& edits);

void edit_headers(Headers& headers, const Edits& edits);

}  // namespace hookctl::flow
