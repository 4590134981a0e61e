#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "provider/provider.h"
#include "provider/row_store.h"
#include "signature/scheme_text.h"

namespace hookctl::provider {

/// hookctl's own providers, in the order they are listed.
std::span<const Provider> catalogue();

/// The names of hookctl's own rows.
std::vector<std::string_view> names();

/// hookctl's own row of that name, or null.
const Provider* find_provider(std::string_view name);

/// A user's rows as they stand in a settings file: a JSON object of rows by name, comments allowed.
struct UserRows {
  std::string file;
  std::size_t line = 1;  // where the text begins
  std::string text = {};
};

/// The name of the row that `--scheme` describes.
inline constexpr std::string_view custom_name = "custom";

/// Every provider that a command knows: hookctl's own rows and the user's, which stand first and so win. Rows stay
/// where they are as long as nothing is defined and the catalogue lives; it may be moved.
class Catalogue {
 public:
  /// hookctl's own rows.
  Catalogue();
  Catalogue(Catalogue&&) = default;
  Catalogue& operator=(Catalogue&&) = default;

  /// Adds the rows of a file; one with the name of an earlier row changes what it mentions and keeps the rest. An error
  /// names the file, the line and the path of the member.
  Result<void> define(const UserRows& rows);
  /// Adds the row `custom`, which has this one scheme.
  void define(signature::OwnedScheme scheme);

  std::span<const Provider> rows() const { return rows_; }
  std::vector<std::string_view> names() const;
  /// The row of that name, or null.
  const Provider* find(std::string_view name) const;
  /// The row of that name; an unknown one is an error that names the nearest.
  Result<const Provider*> named(std::string_view name) const;

 private:
  void put(Provider row);

  std::vector<Provider> rows_;
  RowStore store_;
  std::vector<signature::OwnedScheme> schemes_;
};

}  // namespace hookctl::provider
