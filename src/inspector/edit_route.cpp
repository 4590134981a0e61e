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

/// The text is escaped, but never read as numbers: what comes back is byte for byte what would be sent.
void reply_edited(Site& site, const httplib::Request& request, httplib::Response& response) {
  const auto posted = Posted::read(request.body);
  if (!posted) return reply_error(response, 400, posted.error());
  const auto body = edited(site, *posted);
  if (!body) return reply_error(response, 400, body.error());
  auto object = report::object_of("edited");
  object["body"] = *body;
  reply(response, object);
}

}  // namespace

void add_edit_route(httplib::Server& server, Site& site) {
  server.Post("/api/edit", [&site](const httplib::Request& request, httplib::Response& response) {
    reply_edited(site, request, response);
  });
}

}  // namespace hookctl::inspector
