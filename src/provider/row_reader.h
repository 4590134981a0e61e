#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"

namespace hookctl::provider {

/// The text of a settings file with its comments turned into blanks: every byte and line stays where it is.
std::string without_comments(std::string_view text);

/// A value of a user's row that knows where it stands, so that what is wrong with it can be said with file, line and
/// path: `hookctl.json:7: my-app.scheme.algorithm: …`.
class RowValue {
 public:
  /// The outermost value of a document that begins at `line` of `file`; the document must outlive it.
  static Result<RowValue> parse(std::string_view document, std::string_view file, std::size_t line);

  bool is_null() const { return token_.kind == json::Kind::null; }
  const json::Token& token() const { return token_; }
  std::string_view name() const { return name_; }
  /// `hookctl.json:7`.
  std::string place() const;

  /// The value as what it must be, or an error that says so.
  Result<std::string> text() const;
  Result<double> number() const;
  Result<std::vector<RowValue>> members() const;
  Result<std::vector<RowValue>> elements() const;
  Result<std::vector<std::string>> texts() const;

  /// An error about this value.
  Error wrong(std::string_view what, std::string hint = {}) const;
  /// An error about a member that nobody knows.
  Error unknown(std::span<const std::string_view> known) const;

 private:
  /// The document that all values of a file are slices of.
  struct Origin {
    const char* begin;
    std::string_view file;
    std::size_t line;
  };
  RowValue(Origin origin, json::Token token, std::string path, std::string name)
      : origin_(origin), token_(token), path_(std::move(path)), name_(std::move(name)) {}

  Origin origin_;
  json::Token token_;
  std::string path_;
  std::string name_;
};

}  // namespace hookctl::provider
