#pragma once

#include <httplib.h>

#include <string>

#include "base/result.h"
#include "inspector/site.h"
#include "report/json_line.h"

/// The routes of the JSON API, a file for each. They are reached only by requests that the guard let in.
namespace hookctl::inspector {

/// `GET /`, `GET /page/NAME`: the page itself, which holds nothing of any capture.
void add_page_routes(httplib::Server& server);
/// `GET /api/captures?q=&where=&from=&after=&limit=`: rows of the list, the oldest first.
void add_list_route(httplib::Server& server, Site& site);
/// `GET /api/captures/ID` and `/body`: one capture with everything the log says about it.
void add_capture_routes(httplib::Server& server, Site& site);
/// `GET /api/captures/ID/verdict`: what a check with the keys at hand finds, and why.
void add_verdict_route(httplib::Server& server, Site& site);
/// `GET /api/stats`: counts, a timeline, and what can be done here.
void add_stats_route(httplib::Server& server, Site& site);
/// `GET /api/events`: what is new, as server-sent events.
void add_events_route(httplib::Server& server, Site& site);

/// `POST /api/replay`: sends a capture to an app, as it was, edited, signed anew or forged; `GET /api/forgeries`.
void add_replay_routes(httplib::Server& server, Site& site);
/// `POST /api/edit`: the body of a capture with edits, as a replay would send it.
void add_edit_route(httplib::Server& server, Site& site);
/// `POST /api/expect`: marks a capture as expected, with the answer that is right.
void add_expect_route(httplib::Server& server, Site& site);
/// `GET /api/captures/ID/fixture` and `/curl`: the forms in which a capture is taken along.
void add_export_routes(httplib::Server& server, Site& site);
/// `POST /api/script`: other answers for the listener that is shown.
void add_script_route(httplib::Server& server, Site& site);

/// Answers with an object of our own output.
void reply(httplib::Response& response, const report::Json& object);
/// Answers with JSON that is already text.
void reply_text(httplib::Response& response, std::string json);
/// Answers that something cannot be done, and what to do about it.
void reply_error(httplib::Response& response, int status, const Error& error);

}  // namespace hookctl::inspector
