#include "inspector/posted.h"
#include "inspector/routes.h"

namespace hookctl::inspector {
namespace {

void change_script(Site& site, const httplib::Request& request, httplib::Response& response) {
  auto* answers = site.options.answers;
  if (answers == nullptr) {
    return reply_error(response, 409, {"a log at rest has no listener", "start: hookctl listen --inspect"});
  }
  const auto posted = Posted::read(request.body);
  if (!posted) return reply_error(response, 400, posted.error());
  const auto text = posted->text("script");
  if (!text) return reply_error(response, 400, {"there is no script", R"(send {"script":"500,200"})"});
  if (const auto changed = answers->change(*text); !changed) return reply_error(response, 400, changed.error());
  auto object = report::object_of("script");
  object["script"] = answers->text();
  reply(response, object);
}

}  // namespace

void add_script_route(httplib::Server& server, Site& site) {
  server.Post("/api/script", [&site](const httplib::Request& request, httplib::Response& response) {
    change_script(site, request, response);
  });
}

}  // namespace hookctl::inspector
