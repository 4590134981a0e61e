#pragma once

#include <optional>
#include <string>

#include "base/json.h"
#include "signature/scheme.h"
#include "webhook/request.h"

namespace hookctl::signature {

/// A request with its body parsed at most once, however many places are looked up.
class Source {
 public:
  explicit Source(const Request& request) : request_(request) {}

  const Request& request() const { return request_; }
  /// Every value at a place: all header fields of the name, or the one member of the body as text.
  std::vector<std::string> values(const Place& place) const;
  /// The one value at a place; nothing when there is none, an empty one, or several.
  std::optional<std::string> only(const Place& place) const;

 private:
  const json::Token* root() const;

  const Request& request_;
  mutable bool parsed_ = false;
  mutable std::optional<json::Token> root_;
};

}  // namespace hookctl::signature
