#include "inspector/routes.h"
#include "inspector/stats.h"

namespace hookctl::inspector {
namespace {

constexpr std::size_t timeline_spans = 60;

void reply_stats(Site& site, httplib::Response& response) {
  auto object = report::object_of("stats");
  object["log"] = site.options.captures;
  object["apps"] = report::Json::array();
  for (const auto& app : site.options.apps) object["apps"].push_back(app.url);
  object["script"] = site.options.answers ? report::Json(site.options.answers->text()) : report::Json(nullptr);
  site.shelf.read([&](const Rows& rows, Extent extent) {
    object["edition"] = extent.edition;
    object["records"] = extent.records;
    object.update(stats_json(rows, timeline_spans));
  });
  reply(response, object);
}

}  // namespace

void add_stats_route(httplib::Server& server, Site& site) {
  server.Get("/api/stats",
             [&site](const httplib::Request&, httplib::Response& response) { reply_stats(site, response); });
}

}  // namespace hookctl::inspector
