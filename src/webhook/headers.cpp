#include "webhook/headers.h"

#include <algorithm>

#include "base/text.h"

namespace hookctl {

void Headers::set(std::string_view name, std::string value) {
  const auto first =
      std::find_if(fields_.begin(), fields_.end(), [&](const Header& f) { return iequals(f.name, name); });
  if (first == fields_.end()) return add(std::string(name), std::move(value));
  first->value = std::move(value);
  fields_.erase(std::remove_if(first + 1, fields_.end(), [&](const Header& f) { return iequals(f.name, name); }),
                fields_.end());
}

void Headers::erase(std::string_view name) {
  std::erase_if(fields_, [&](const Header& f) { return iequals(f.name, name); });
}

std::optional<std::string_view> Headers::find(std::string_view name) const {
  for (const auto& field : fields_) {
    if (iequals(field.name, name)) return field.value;
  }
  return std::nullopt;
}

std::vector<std::string_view> Headers::all(std::string_view name) const {
  std::vector<std::string_view> values;
  for (const auto& field : fields_) {
    if (iequals(field.name, name)) values.push_back(field.value);
  }
  return values;
}

}  // namespace hookctl
