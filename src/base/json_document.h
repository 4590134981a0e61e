#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"

namespace hookctl::json {

/// A document that is asked for many values: checked once, with the members of its outermost object at hand. Valid as
/// long as the bytes.
class Document {
 public:
  /// Nothing where the bytes are not JSON.
  static std::optional<Document> read(ByteView bytes);

  /// As `json::find` and `json::find_all` below the outermost value.
  std::optional<Token> find(std::string_view pointer) const;
  std::vector<Token> find_all(std::string_view pointer) const;

 private:
  /// Where a search goes on: a pointer below a value.
  struct Start {
    Token below;
    std::string_view pointer;
  };

  Document(const Token& root, std::vector<Member> members) : root_(root), members_(std::move(members)) {}
  std::optional<Start> start_of(std::string_view pointer) const;

  Token root_;
  std::vector<Member> members_;
};

}  // namespace hookctl::json
