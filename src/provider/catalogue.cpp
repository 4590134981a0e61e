#include "provider/catalogue.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "provider/rows.h"
#include "provider/user_rows.h"

namespace hookctl::provider {
namespace {

std::vector<std::string_view> names_of(std::span<const Provider> all) {
  std::vector<std::string_view> found;
  for (const auto& row : all) found.push_back(row.name);
  return found;
}

const Provider* find_in(std::span<const Provider> all, std::string_view name) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const Provider& row) { return row.name == name; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace

std::span<const Provider> catalogue() { return rows; }

std::vector<std::string_view> names() { return names_of(rows); }

const Provider* find_provider(std::string_view name) { return find_in(rows, name); }

Catalogue::Catalogue() : rows_(provider::rows.begin(), provider::rows.end()) {}

Result<void> Catalogue::define(const UserRows& user) {
  auto read = read_user_rows(user, rows_, store_);
  if (!read) return read.error();
  for (auto row = read->rbegin(); row != read->rend(); ++row) put(*row);
  return {};
}

void Catalogue::define(signature::OwnedScheme scheme) {
  const auto& owned = schemes_.emplace_back(std::move(scheme));
  put({.name = custom_name,
       .title = "the scheme of --scheme",
       .docs = "",
       .schemes = store_.keep(std::vector{owned.scheme}),
       .defined_in = "--scheme"});
}

void Catalogue::put(Provider row) {
  std::erase_if(rows_, [&](const Provider& old) { return old.name == row.name; });
  rows_.insert(rows_.begin(), row);
}

std::vector<std::string_view> Catalogue::names() const { return names_of(rows_); }

const Provider* Catalogue::find(std::string_view name) const { return find_in(rows_, name); }

Result<const Provider*> Catalogue::named(std::string_view name) const {
  if (const auto* row = find(name)) return row;
  return Error{fmt::format("unknown provider '{}'", escape_for_terminal(name)), did_you_mean(name, names())};
}

}  // namespace hookctl::provider
