#pragma once

#include <deque>
#include <string>
#include <string_view>

#include "base/result.h"
#include "signature/scheme.h"

namespace hookctl::signature {

/// A scheme together with the texts that it points to.
class OwnedScheme {
 public:
  OwnedScheme() = default;
  OwnedScheme(OwnedScheme&&) = default;
  OwnedScheme& operator=(OwnedScheme&&) = default;

  /// Keeps a text as long as the scheme.
  std::string_view keep(std::string text) { return texts_.emplace_back(std::move(text)); }

  Scheme scheme = {};

 private:
  std::deque<std::string> texts_;  // moving a deque leaves its elements where they are
};

/// Reads a scheme in one line: algorithm, encoding, signed input, signature header, then options.
///
///     hmac-sha256 hex "{ts}.{body}" X-Signature prefix=v1= ts=X-Timestamp
///     hmac-sha256 hex "{ts}.{body}" X-Signature layout=fields field=v1 ts=field:t
///
/// In quotes `\n`, `\t`, `\\` and `\"` are escapes. A header may be a member of the body instead: `/signature/value`.
/// Options: `prefix=`, `key=text|after-prefix|base64|base64-if-prefixed`, `id=HEADER`, `ts=HEADER` or `ts=field:NAME`,
/// `unit=s|ms|iso`, `layout=single|list|fields`, `separator=`, `field=`, `tolerance=300s` or `past=` and `future=`.
/// A signed id or time without a place stands in X-Id or X-Timestamp, the time of `layout=fields` in the field `t`.
/// An error says what is wrong, and its hint is a whole line that is right.
Result<OwnedScheme> parse_scheme(std::string_view text);

}  // namespace hookctl::signature
