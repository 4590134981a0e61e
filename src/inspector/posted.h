#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/json_document.h"
#include "base/result.h"
#include "flow/edits.h"

namespace hookctl::inspector {

/// A JSON object that was posted. Texts are read without passing through a JSON library, so a body in it stays the
/// bytes it is. Valid as long as the bytes.
class Posted {
 public:
  static Result<Posted> read(ByteView bytes);

  /// The text of a member; nothing where it is missing, null, or no text.
  std::optional<Bytes> text(std::string_view name) const;
  /// What `edits` says: `[{"pointer":"/status","value":"Error"},{"pointer":"/debug"}]`, in this order; one without a
  /// value takes the member out. Fails where it is something else.
  Result<std::vector<flow::MemberEdit>> edits() const;
  /// Whether a member is `true`.
  bool is_set(std::string_view name) const;

 private:
  explicit Posted(json::Document document) : document_(std::move(document)) {}

  json::Document document_;
};

}  // namespace hookctl::inspector
