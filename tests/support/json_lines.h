#pragma once

#include <nlohmann/json.hpp>
#include <string_view>
#include <vector>

#include "base/text.h"

namespace hookctl::test {

using Json = nlohmann::json;

/// The objects of a stream that holds one a line.
inline std::vector<Json> json_lines(std::string_view text) {
  std::vector<Json> objects;
  for (const auto line : split(text, '\n')) {
    if (!line.empty()) objects.push_back(Json::parse(line));
  }
  return objects;
}

/// Those of one type, such as `attempt`.
inline std::vector<Json> json_lines(std::string_view text, std::string_view type) {
  auto objects = json_lines(text);
  std::erase_if(objects, [&](const Json& object) { return object.at("type") != type; });
  return objects;
}

}  // namespace hookctl::test
