#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "flow/forge_list.h"
#include "flow/read_expected.h"
#include "flow/recordings.h"
#include "flow/replay.h"
#include "inspector/one_capture.h"
#include "inspector/posted.h"
#include "inspector/routes.h"
#include "report/attempts.h"
#include "report/forgeries.h"

namespace hookctl::inspector {
namespace {

using report::Json;

/// The app of that address, which the command line must have named; the first where none is given.
Result<App> app_named(const Site& site, const std::optional<std::string>& url) {
  const auto& apps = site.options.apps;
  if (apps.empty()) return Error{"there is no app to send to", "start with --forward-to URL, or inspect --to URL"};
  if (!url) return apps.front();
  const auto named = std::find_if(apps.begin(), apps.end(), [&](const App& app) { return app.url == *url; });
  if (named != apps.end()) return *named;
  return Error{"the command line does not name that app", "only those are sent to that stand there"};
}

/// A capture to be sent, and how.
struct Order {
  flow::Recorded recorded;
  flow::ReplayOptions options;
};

Result<Order> read_order(const Site& site, const Posted& posted) {
  auto app = app_named(site, posted.text("to"));
  if (!app) return app.error();
  auto whole = read_whole(site.shelf, posted.text("id").value_or(""));
  if (!whole) return whole.error();
  auto edits = posted.edits();
  if (!edits) return edits.error();
  auto expect = flow::read_expected(site.marks.find(whole->capture.id).value_or(capture::Expected{}));
  if (!expect) return expect.error();
  Order order;
  order.recorded = {.file = site.options.captures, .capture = std::move(whole->capture)};
  auto& options = order.options;
  options.endpoint = std::move(app->endpoint);
  options.signing = posted.is_set("sign") ? flow::Signing::anew : flow::Signing::as_was;
  options.provider = site.options.provider;
  options.known = site.options.known;
  options.keys = site.options.keys;
  options.expect = *std::move(expect);
  options.edits.body = posted.text("body");
  options.edits.members = *std::move(edits);
  if (const auto names = posted.text("forge")) {
    auto forgeries = forge::forgeries_named(*names);
    if (!forgeries) return forgeries.error();
    options.forgeries = *std::move(forgeries);
  }
  return order;
}

Json json_of(const flow::Attempt& attempt) {
  auto object = Json::parse(report::attempt_json(attempt));
  object["answer"] = is_utf8(attempt.answer) ? attempt.answer : escape_for_terminal(attempt.answer);
  return object;
}

}  // namespace

Reply replay_capture(Site& site, const Call& call) {
  const auto posted = Posted::read(call.request.body);
  if (!posted) return error_reply(400, posted.error());
  const auto order = read_order(site, *posted);
  if (!order) return error_reply(400, order.error());
  auto object = report::object_of("replay");
  object["attempts"] = Json::array();
  object["skipped"] = Json::array();
  const flow::ReplayObserver observer{
      .begins = {},
      .attempt = [&](const flow::Attempt& attempt) { object["attempts"].push_back(json_of(attempt)); },
      .skipped =
          [&](const flow::Skipped& each) { object["skipped"].push_back(Json::parse(report::skipped_json(each))); }};
  flow::Recordings recordings;
  recordings.add(order->recorded);
  const auto summary = flow::replay(recordings, order->options, observer, site.clock, site.ending.get_token());
  if (!summary) return error_reply(400, summary.error());
  object["summary"] = Json::parse(report::replay_summary_json(*summary));
  return json_reply(object);
}

Reply list_forgeries(Site& site, const Call& call) {
  const auto name = call.parameter("provider");
  const auto& known = site.options.known;
  const auto row = std::find_if(known.begin(), known.end(), [&](const auto& each) { return each.name == name; });
  if (row == known.end()) return error_reply(404, {"no provider of that name is known"});
  const auto listed = flow::list_forgeries(&*row);
  if (!listed) return error_reply(400, listed.error());
  auto object = report::object_of("forgeries");
  object["forgeries"] = Json::array();
  const auto lines = report::forgeries_json(*listed, &*row);
  for (const auto line : split(lines, '\n')) {
    if (!line.empty()) object["forgeries"].push_back(Json::parse(line));
  }
  return json_reply(object);
}

}  // namespace hookctl::inspector
