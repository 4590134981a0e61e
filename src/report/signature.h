#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "signature/sign.h"

namespace hookctl::report {

/// A signature as it was made, and the bytes it is of where they were asked for.
struct Signed {
  std::string_view provider;
  std::vector<signature::Carried> carried;
  std::optional<Bytes> input = {};
};

/// One header a line, as `curl -H @-` reads them; a member of the body by its pointer.
std::string signature_text(const Signed& made);
std::string signature_json(const Signed& made);

/// The signed bytes between marks, safe for a terminal.
std::string input_text(ByteView input);

}  // namespace hookctl::report
