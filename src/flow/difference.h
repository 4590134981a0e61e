#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "capture/capture.h"

namespace hookctl::flow {

/// One thing in which two requests differ. A side that lacks it has no value.
struct Difference {
  std::string part;  // `method`, `target`, `header`, `json` or `body`
  std::string name;  // of a header, or a JSON Pointer; empty otherwise
  std::optional<std::string> left = {};
  std::optional<std::string> right = {};
  std::string note = {};  // where values would not say it
};

/// What is not compared: headers by pattern (`X-Forwarded-*`, compared without case), members of the body by JSON
/// Pointer, with all that is below them.
struct Ignored {
  std::vector<std::string> headers = {};
  std::vector<std::string> pointers = {};
};

/// In what two captures' requests differ: method and target, headers by name, bodies by JSON Pointer where both are
/// JSON, else by their bytes. JSON that says the same in other bytes is a difference of the body.
std::vector<Difference> differences(const capture::Capture& left, const capture::Capture& right,
                                    const Ignored& ignored);

}  // namespace hookctl::flow
