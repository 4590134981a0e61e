#include "base/units.h"
#include "inspector/routes.h"
#include "inspector/row_json.h"

namespace hookctl::inspector {
namespace {

constexpr std::uint64_t most_rows = 1000;

Result<Window> window_of(const Call& call) {
  Window window{.after = call.parameter("after").value_or("")};
  const auto read = [&](std::string_view name, std::uint64_t most, auto& into) -> Result<void> {
    const auto text = call.parameter(name);
    if (!text) return {};
    const auto number = parse_number(*text, 0, most);
    if (!number) return number.error();
    into = *number;
    return {};
  };
  if (const auto from = read("from", UINT32_MAX, window.from); !from) return from.error();
  if (const auto skip = read("skip", UINT32_MAX, window.skip); !skip) return skip.error();
  if (const auto limit = read("limit", most_rows, window.limit); !limit) return limit.error();
  return window;
}

}  // namespace

Reply list_captures(Site& site, const Call& call) {
  const auto window = window_of(call);
  if (!window) return error_reply(400, window.error());
  const Query query{call.parameter("q").value_or(""), call.parameter("where").value_or("")};
  const auto slice = site.search.find(query, *window);
  if (!slice) return error_reply(400, slice.error());
  auto object = report::object_of("captures");
  object["edition"] = slice->extent.edition;
  object["records"] = slice->extent.records;
  object["total"] = slice->total;
  object["from"] = slice->from;
  site.shelf.read(
      [&](const Rows& rows, Extent) { object["captures"] = rows_json(rows, slice->positions, site.marks); });
  return json_reply(object);
}

}  // namespace hookctl::inspector
