#include "inspector/posted.h"

#include <fmt/format.h>

namespace hookctl::inspector {

Result<Posted> Posted::read(ByteView bytes) {
  auto document = json::Document::read(bytes);
  if (!document) return Error{"what was posted is not JSON", "send an object"};
  return Posted(*std::move(document));
}

std::optional<Bytes> Posted::text(std::string_view name) const {
  const auto token = document_.find(fmt::format("/{}", name));
  if (!token || token->kind != json::Kind::string) return std::nullopt;
  return json::text_of(*token);
}

bool Posted::is_set(std::string_view name) const {
  const auto token = document_.find(fmt::format("/{}", name));
  return token && token->raw == "true";
}

}  // namespace hookctl::inspector
