#include "base/text.h"
#include "inspector/one_capture.h"
#include "inspector/posted.h"
#include "inspector/routes.h"

namespace hookctl::inspector {
namespace {

/// The body that edits begin with: the one that was posted, else that of a capture.
Result<Bytes> body_before(const Site& site, const Posted& posted) {
  if (auto body = posted.text("body")) return *std::move(body);
  auto whole = read_whole(site.shelf, posted.text("id").value_or(""));
  if (!whole) return whole.error();
  return std::move(whole->capture.request.body);
}

Result<Bytes> edited(const Site& site, const Posted& posted) {
  auto edits = posted.edits();
  if (!edits) return edits.error();
  auto body = body_before(site, posted);
  if (!body) return body.error();
  auto after = flow::edited_body(*std::move(body), {.members = *std::move(edits)});
  if (after && !is_utf8(*after)) return Error{"the body is not text", "save it and edit the file"};
  return after;
}

}  // namespace

/// The text is escaped, but never read as numbers: what comes back is byte for byte what would be sent.
Reply edit_body(Site& site, const Call& call) {
  const auto posted = Posted::read(call.request.body);
  if (!posted) return error_reply(400, posted.error());
  const auto body = edited(site, *posted);
  if (!body) return error_reply(400, body.error());
  auto object = report::object_of("edited");
  object["body"] = *body;
  return json_reply(object);
}

}  // namespace hookctl::inspector
