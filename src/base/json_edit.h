#pragma once

#include <string_view>

#include "base/bytes.h"
#include "base/result.h"

namespace hookctl::json {

/// The document with the value at a pointer replaced by `raw` JSON; every other byte stays as it was.
/// Fails when the document is not JSON or has no such place.
Result<Bytes> with_raw(ByteView document, std::string_view pointer, ByteView raw);

/// The same with a text: a string stays a string, and a number stays a number where the text is one.
Result<Bytes> with_text(ByteView document, std::string_view pointer, ByteView text);

}  // namespace hookctl::json
