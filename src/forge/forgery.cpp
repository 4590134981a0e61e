#include "forge/forgery.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "forge/groups.h"
#include "forge/seal.h"
#include "forge/unfit.h"

namespace hookctl::forge {
namespace {

using Group = std::span<const Forgery> (*)();

constexpr std::array<Group, 13> groups{
    place_forgeries,    key_forgeries,       body_forgeries,    time_forgeries,  signature_forgeries,
    spelling_forgeries, lookalike_forgeries, list_forgeries,    field_forgeries, header_forgeries,
    repeat_forgeries,   request_forgeries,   content_forgeries,
};

Result<Made> as_it_is(const Genuine& genuine) { return only(sign(genuine)); }

constexpr Forgery control_row{"control", Due::accept, "correctly signed", unfit::never, as_it_is};

/// Drops what would go out as the control itself and so be accepted rightly.
void drop_unchanged(Made& made, const Forgery& forgery, const Request& genuine) {
  if (forgery.due == Due::accept) return;
  std::erase_if(made.requests, [&](const Forged& forged) { return forged.raw.empty() && forged.request == genuine; });
  if (made.requests.empty() && made.not_applicable.empty()) {
    made.not_applicable = "the change leaves the bytes as they are";
  }
}

}  // namespace

std::string_view to_text(Due due) {
  constexpr std::array<std::string_view, 4> words{"4xx", "2xx", "any", "4xx, 5xx or close"};
  return words[static_cast<std::size_t>(due)];
}

std::string_view words_of(Due due) {
  constexpr std::array<std::string_view, 4> words{"must reject", "must accept", "informational", "must reject"};
  return words[static_cast<std::size_t>(due)];
}

const Forgery& control() { return control_row; }

std::vector<const Forgery*> forgeries() {
  std::vector<const Forgery*> all;
  for (const auto group : groups) {
    for (const auto& row : group()) all.push_back(&row);
  }
  return all;
}

std::vector<const Forgery*> framing_forgeries() {
  std::vector<const Forgery*> all;
  for (const auto& row : http_forgeries()) all.push_back(&row);
  return all;
}

Result<std::vector<const Forgery*>> forgeries_named(std::string_view list) {
  struct Set {
    std::string_view name;
    std::vector<const Forgery*> rows;
  };
  const std::array sets{Set{"all", forgeries()}, Set{"http", framing_forgeries()}};
  std::vector<std::string_view> known;
  for (const auto& set : sets) {
    known.push_back(set.name);
    for (const auto* row : set.rows) known.push_back(row->name);
  }
  std::vector<const Forgery*> found;
  for (const auto name : split(list, ',')) {
    const auto before = found.size();
    for (const auto& set : sets) {
      std::copy_if(set.rows.begin(), set.rows.end(), std::back_inserter(found),
                   [&](const Forgery* row) { return name == row->name || name == set.name; });
    }
    if (found.size() == before) {
      return Error{fmt::format("unknown forgery '{}'", name),
                   nearest(name, known) ? did_you_mean(name, known) : "see them all: hookctl replay --forge list"};
    }
  }
  return found;
}

Result<Made> make(const Forgery& forgery, const Genuine& genuine) {
  const auto control = sign(genuine);
  if (!control) return control.error();
  if (auto reason = forgery.unfit(genuine); !reason.empty()) return Made{.not_applicable = std::move(reason)};
  auto made = forgery.change(genuine);
  // What can be signed as it is and not with the change gives nothing to send.
  if (!made) return Made{.not_applicable = made.error().message};
  drop_unchanged(*made, forgery, *control);
  return made;
}

}  // namespace hookctl::forge
