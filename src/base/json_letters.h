#pragma once

#include "base/bytes.h"
#include "base/json_rewrite.h"

namespace hookctl::json {

/// Appends the raw text of a JSON string, quotes included, with its characters written in a style.
void append_restyled(Bytes& out, ByteView raw, const Style& style);

/// Appends the raw text of a JSON number in a style.
void append_number(Bytes& out, ByteView raw, Numbers numbers);

}  // namespace hookctl::json
