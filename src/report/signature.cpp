#include "report/signature.h"

#include <fmt/format.h>

#include "base/text.h"
#include "crypto/encoding.h"
#include "report/json_line.h"

namespace hookctl::report {

std::string signature_text(const Signed& made) {
  std::string text;
  for (const auto& [place, value] : made.carried) {
    text += fmt::format("{}: {}\n", place.header.empty() ? place.pointer : place.header, value);
  }
  return text;
}

std::string signature_json(const Signed& made) {
  auto headers = Json::array(), members = Json::array();
  for (const auto& [place, value] : made.carried) {
    if (place.header.empty()) {
      members.push_back({place.pointer, value});
    } else {
      headers.push_back({place.header, value});
    }
  }
  auto object = object_of("signature");
  object["provider"] = made.provider;
  object["headers"] = headers;
  if (!members.empty()) object["members"] = members;
  if (made.input) object["signed_bytes_b64"] = crypto::to_base64(*made.input);
  return line_of(object);
}

std::string input_text(ByteView input) {
  return fmt::format("signed bytes ({}): {}\n", input.size(), escape_for_terminal(input));
}

}  // namespace hookctl::report
