#include "inspector/posted.h"
#include "inspector/routes.h"

namespace hookctl::inspector {

Reply change_script(Site& site, const Call& call) {
  auto* answers = site.options.answers;
  if (answers == nullptr) {
    return error_reply(409, {"a log at rest has no listener", "start: hookctl listen --inspect"});
  }
  const auto posted = Posted::read(call.request.body);
  if (!posted) return error_reply(400, posted.error());
  const auto text = posted->text("script");
  if (!text) return error_reply(400, {"there is no script", R"(send {"script":"500,200"})"});
  if (const auto changed = answers->change(*text); !changed) return error_reply(400, changed.error());
  auto object = report::object_of("script");
  object["script"] = answers->text();
  return json_reply(object);
}

}  // namespace hookctl::inspector
