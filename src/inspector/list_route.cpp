#include "base/units.h"
#include "inspector/routes.h"
#include "inspector/row_json.h"

namespace hookctl::inspector {
namespace {

constexpr std::uint64_t most_rows = 1000;

Result<Window> window_of(const httplib::Request& request) {
  Window window{.after = request.get_param_value("after")};
  const auto read = [&](const char* name, std::uint64_t most, auto& into) -> Result<void> {
    if (!request.has_param(name)) return {};
    const auto number = parse_number(request.get_param_value(name), 0, most);
    if (!number) return number.error();
    into = *number;
    return {};
  };
  if (const auto from = read("from", UINT32_MAX, window.from); !from) return from.error();
  if (const auto skip = read("skip", UINT32_MAX, window.skip); !skip) return skip.error();
  if (const auto limit = read("limit", most_rows, window.limit); !limit) return limit.error();
  return window;
}

void reply_list(Site& site, const httplib::Request& request, httplib::Response& response) {
  const auto window = window_of(request);
  if (!window) return reply_error(response, 400, window.error());
  const auto slice = site.search.find({request.get_param_value("q"), request.get_param_value("where")}, *window);
  if (!slice) return reply_error(response, 400, slice.error());
  auto object = report::object_of("captures");
  object["edition"] = slice->extent.edition;
  object["records"] = slice->extent.records;
  object["total"] = slice->total;
  object["from"] = slice->from;
  site.shelf.read(
      [&](const Rows& rows, Extent) { object["captures"] = rows_json(rows, slice->positions, site.marks); });
  reply(response, object);
}

}  // namespace

void add_list_route(httplib::Server& server, Site& site) {
  server.Get("/api/captures", [&site](const httplib::Request& request, httplib::Response& response) {
    reply_list(site, request, response);
  });
}

}  // namespace hookctl::inspector
