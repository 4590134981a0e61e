#pragma once

#include <optional>

#include "provider/row_reader.h"
#include "provider/row_store.h"
#include "signature/scheme.h"

namespace hookctl::provider {

/// The path of an event for those of users' rows: `type+action`, `header X-Event + json data.kind`.
std::string event_path_of(std::string_view text);

/// A JSON Pointer for the dotted paths of users' rows: `data.task_id` → `/data/task_id`, `[].id` → `/*/id`.
std::string pointer_of(std::string_view path);

/// A scheme of a user's row, put together from its members `headers` and `scheme`; an element of `schemes` has headers
/// of its own beside the row's.
class UserScheme {
 public:
  explicit UserScheme(RowStore& store) : store_(&store) {}

  Result<void> read_headers(const RowValue& headers);
  Result<void> read_scheme(const RowValue& scheme);

  /// Whether the row says anything about its scheme.
  bool mentioned() const { return mentioned_; }
  /// The header that says what kind of event it is; empty where the row names none.
  std::string_view event_type_header() const { return event_type_header_; }
  /// The scheme, nothing when the row says that nothing is signed. An error, about `row`, when a part is missing.
  Result<std::optional<signature::Scheme>> finish(const RowValue& row) const;

 private:
  struct Members;
  friend struct Members;

  RowStore* store_;
  bool mentioned_ = false;
  bool signs_ = false;
  signature::Scheme scheme_ = {.name = "v1"};
  std::string_view timestamp_header_ = {};
  std::string_view id_header_ = {};
  std::string_view event_type_header_ = {};
};

}  // namespace hookctl::provider
