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

/// The document with a place set to `raw` JSON. What is not there becomes the last member of its object, or the next
/// element of its array (`/list/-`), spaced like the one before it; its parent must be there.
Result<Bytes> with_set(ByteView document, std::string_view pointer, ByteView raw);

/// The document without a place and the comma that goes with it. Equal keys of an object are all meant.
Result<Bytes> without(ByteView document, std::string_view pointer);

}  // namespace hookctl::json
