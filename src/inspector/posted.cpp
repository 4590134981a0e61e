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

Result<std::vector<flow::MemberEdit>> Posted::edits() const {
  std::vector<flow::MemberEdit> edits;
  for (std::size_t i = 0; document_.find(fmt::format("/edits/{}", i)); ++i) {
    const auto pointer = text(fmt::format("edits/{}/pointer", i));
    const auto value = text(fmt::format("edits/{}/value", i));
    auto edit = value ? flow::set_at(pointer.value_or(""), *value) : flow::parse_unset(pointer.value_or(""));
    if (!edit) return edit.error();
    edits.push_back(*std::move(edit));
  }
  return edits;
}

bool Posted::is_set(std::string_view name) const {
  const auto token = document_.find(fmt::format("/{}", name));
  return token && token->raw == "true";
}

}  // namespace hookctl::inspector
