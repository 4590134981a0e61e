#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "webhook/headers.h"

namespace hookctl::report {

/// A signature as it was made, and the bytes it is of where they were asked for.
struct Signed {
  std::string_view provider;
  Headers headers;
  std::optional<Bytes> input = {};
};

/// One header a line, as `curl -H @-` reads them.
std::string signature_text(const Signed& made);
std::string signature_json(const Signed& made);

/// The signed bytes between marks, safe for a terminal.
std::string input_text(ByteView input);

}  // namespace hookctl::report
