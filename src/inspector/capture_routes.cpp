#include <fmt/format.h>
#include <fmt/ranges.h>

#include "capture/encode.h"
#include "flow/check.h"
#include "inspector/one_capture.h"
#include "inspector/routes.h"
#include "inspector/row_json.h"

namespace hookctl::inspector {
namespace {

/// Longer bodies are for downloading, not for looking at.
constexpr capture::BodyLimit shown_body{1024 * 1024};

}  // namespace

/// The records are put in as the text they are; bytes never pass through a JSON library.
Reply show_capture(Site& site, const Call& call) {
  const auto whole = read_whole(site.shelf, call.named);
  if (!whole) return error_reply(404, whole.error());
  std::string record;
  capture::append_record(record, whole->capture, shown_body);
  record.pop_back();
  auto about = report::object_of("capture_view");
  about["position"] = whole->position;
  about["expect"] = expected_json(site.marks.find(whole->capture.id));
  const auto recognised = flow::recognised(whole->capture, site.options.known);
  about["basis"] = report::or_null(recognised ? recognised->basis() : "");
  site.shelf.read([&](const Rows& rows, Extent) {
    if (whole->position < rows.captures().size()) {
      about["attempts"] = rows_json(rows, rows.attempts_of(whole->position), site.marks);
    }
  });
  auto text = report::line_of(about);
  text.resize(text.size() - 2);
  return json_text_reply(
      fmt::format("{},\"record\":{},\"outcomes\":[{}]}}\n", text, record, fmt::join(whole->outcomes, ",")));
}

/// Never as what the sender says it is: nothing in it may be run or shown by a browser.
Reply save_body(Site& site, const Call& call) {
  auto whole = read_whole(site.shelf, call.named);
  if (!whole) return error_reply(404, whole.error());
  return file_reply(fmt::format("capture-{}.body", whole->capture.seq), std::move(whole->capture.request.body));
}

}  // namespace hookctl::inspector
