#include "signature/place.h"

#include "base/text.h"

namespace hookctl::signature {

std::vector<std::string> Source::values(const Place& place) const {
  std::vector<std::string> found;
  if (!place.header.empty()) {
    for (const auto& [name, value] : request_.headers) {
      if (iequals(name, place.header)) found.push_back(value);
    }
  } else if (!place.pointer.empty() && root() != nullptr) {
    const auto token = json::find(*root(), place.pointer);
    if (token && token->kind != json::Kind::null) found.push_back(json::text_of(*token));
  }
  return found;
}

std::optional<std::string> Source::only(const Place& place) const {
  auto found = values(place);
  if (found.size() != 1 || found.front().empty()) return std::nullopt;
  return std::move(found.front());
}

const json::Token* Source::root() const {
  if (!parsed_) {
    parsed_ = true;
    if (const auto parsed = json::parse(request_.body)) root_ = *parsed;
  }
  return root_ ? &*root_ : nullptr;
}

}  // namespace hookctl::signature
