#include "base/units.h"
#include "inspector/row_json.h"
#include "inspector/routes.h"

namespace hookctl::inspector {
namespace {

constexpr std::uint64_t most_rows = 1000;

Result<Window> window_of(const httplib::Request& request) {
  Window window{.after = request.get_param_value("after")};
  if (request.has_param("from")) {
    const auto from = parse_number(request.get_param_value("from"), 0, UINT32_MAX);
    if (!from) return from.error();
    window.from = *from;
  }
  if (request.has_param("limit")) {
    const auto limit = parse_number(request.get_param_value("limit"), 0, most_rows);
    if (!limit) return limit.error();
    window.limit = *limit;
  }
  return window;
}

void reply_list(Site& site, const httplib::Request& request, httplib::Response& response) {
  const auto window = window_of(request);
  if (!window) return reply_error(response, 400, window.error());
  const auto slice =
      site.search.find({request.get_param_value("q"), request.get_param_value("where")}, *window);
  if (!slice) return reply_error(response, 400, slice.error());
  auto object = report::object_of("captures");
  object["edition"] = slice->extent.edition;
  object["records"] = slice->extent.records;
  object["total"] = slice->total;
  object["from"] = slice->from;
  site.shelf.read([&](const Rows& rows, Extent) { object["captures"] = rows_json(rows, slice->positions); });
  reply(response, object);
}

}  // namespace

void add_list_route(httplib::Server& server, Site& site) {
  server.Get("/api/captures", [&site](const httplib::Request& request, httplib::Response& response) {
    reply_list(site, request, response);
  });
}

}  // namespace hookctl::inspector
