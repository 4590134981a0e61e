#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace hookctl::report {

/// A machine-readable object under construction; members keep their order.
using Json = nlohmann::ordered_json;

/// An object of our own output: `{"v":1,"type":…}`.
inline Json object_of(std::string_view type) { return {{"v", 1}, {"type", type}}; }

/// The text, or null where it is empty.
inline Json or_null(std::string_view text) { return text.empty() ? Json(nullptr) : Json(text); }

/// One line of compact JSON; bytes that are not UTF-8 become U+FFFD.
inline std::string line_of(const Json& object) {
  return object.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace hookctl::report
