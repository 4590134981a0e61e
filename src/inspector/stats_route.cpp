#include "inspector/routes.h"
#include "inspector/stats.h"

namespace hookctl::inspector {
namespace {

constexpr std::size_t timeline_spans = 60;

}  // namespace

Reply show_stats(Site& site, const Call&) {
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
  return json_reply(object);
}

}  // namespace hookctl::inspector
