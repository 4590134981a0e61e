#include "inspector/posted.h"
#include "inspector/routes.h"
#include "inspector/row_json.h"

namespace hookctl::inspector {
namespace {

/// Without a status the mark is taken away.
Result<void> change_mark(Site& site, const std::string& id, const Posted& posted) {
  const auto status = posted.text("status");
  if (!status) {
    site.marks.remove(id);
    return {};
  }
  return site.marks.set(id, {.status = *status,
                             .body = posted.text("body").value_or(""),
                             .max_latency = posted.text("max_latency").value_or("")});
}

}  // namespace

Reply mark_capture(Site& site, const Call& call) {
  const auto posted = Posted::read(call.request.body);
  if (!posted) return error_reply(400, posted.error());
  const auto id = posted->text("id").value_or("");
  bool is_there = false;
  site.shelf.read([&](const Rows& rows, Extent) { is_there = rows.find(id) != Rows::none; });
  if (!is_there) return error_reply(404, {"there is no capture of that id in the log", "reload the list"});
  if (const auto changed = change_mark(site, id, *posted); !changed) return error_reply(400, changed.error());
  auto object = report::object_of("expect");
  object["id"] = id;
  object["expect"] = expected_json(site.marks.find(id));
  return json_reply(object);
}

}  // namespace hookctl::inspector
