#include "signature/input.h"

#include <fmt/format.h>

#include "crypto/digest.h"

namespace hookctl::signature {
namespace {

constexpr std::string_view header_mark = "header:";

Result<Bytes> fill(std::string_view placeholder, std::string_view id, std::string_view timestamp,
                   const Request& request) {
  if (placeholder == "id") return Bytes(id);
  if (placeholder == "ts") return Bytes(timestamp);
  if (placeholder == "sha256") return crypto::sha256_hex(request.body);
  const auto name = placeholder.substr(header_mark.size());
  const auto values = request.headers.all(name);
  if (values.size() == 1) return Bytes(values.front());
  return Error{values.empty() ? fmt::format("the header {} is signed, and it is missing", name)
                              : fmt::format("the header {} is there twice", name),
               fmt::format("give it once: -H '{}: …'", name)};
}

}  // namespace

Result<Bytes> signed_bytes(const Scheme& scheme, std::string_view id, std::string_view timestamp,
                           const Request& request) {
  Bytes out;
  out.reserve(scheme.input.size() + id.size() + timestamp.size() + request.body.size());
  auto rest = scheme.input;
  while (!rest.empty()) {
    const auto open = std::min(rest.find('{'), rest.size());
    out += rest.substr(0, open);
    rest.remove_prefix(open);
    if (rest.empty()) break;
    const auto close = rest.find('}');
    const auto placeholder = rest.substr(1, close - 1);
    rest.remove_prefix(close + 1);
    if (placeholder == "body") {
      out += request.body;
      continue;
    }
    const auto text = fill(placeholder, id, timestamp, request);
    if (!text) return text.error();
    out += *text;
  }
  return out;
}

}  // namespace hookctl::signature
