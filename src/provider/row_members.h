#pragma once

#include <algorithm>
#include <span>
#include <string_view>
#include <vector>

#include "provider/row_reader.h"
#include "provider/row_store.h"

namespace hookctl::provider {

/// A member that an object of a user's row may have, and what it does to the draft of that object.
template <typename Draft>
struct RowMember {
  std::string_view name;
  Result<void> (*read)(Draft& draft, const RowValue& value);
};

/// A member that may stand in a row for its reader and says nothing hookctl acts on.
template <typename Draft>
Result<void> passed_over(Draft&, const RowValue&) {
  return {};
}

/// Reads the members of an object by a table; one that is not in the table is an error.
template <typename Draft>
Result<void> read_members(Draft& draft, const RowValue& object, std::span<const RowMember<Draft>> table) {
  const auto members = object.members();
  if (!members) return members.error();
  for (const auto& member : *members) {
    const auto row =
        std::find_if(table.begin(), table.end(), [&](const auto& each) { return each.name == member.name(); });
    if (row == table.end()) {
      std::vector<std::string_view> known;
      for (const auto& each : table) known.push_back(each.name);
      return member.unknown(known);
    }
    if (auto read = row->read(draft, member); !read) return read;
  }
  return {};
}

/// Sets a text that is kept in the store; null leaves it as it is.
inline Result<void> set_text(RowStore& store, const RowValue& value, std::string_view& target) {
  if (value.is_null()) return {};
  auto text = value.text();
  if (!text) return text.error();
  target = store.keep(*std::move(text));
  return {};
}

}  // namespace hookctl::provider
