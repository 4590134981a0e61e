#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "inspector/reply.h"
#include "inspector/site.h"
#include "webhook/request.h"

/// What the routes of the page and of its JSON API answer, a file for each; their rows are in `routes.cpp`. They are
/// reached only by requests that the guard let in.
namespace hookctl::inspector {

/// What a route is asked.
struct Call {
  const Request& request;
  std::string_view named = {};  // what stands in the path where its row has `*`

  /// A parameter of the query, its escapes resolved; nothing where it is missing.
  std::optional<std::string> parameter(std::string_view name) const;
};

/// `GET /`: the page itself, which holds nothing of any capture.
Reply show_page(Site& site, const Call& call);
/// `GET /page/NAME`: a script or a style sheet of it.
Reply show_page_file(Site& site, const Call& call);
/// `GET /api/captures?q=&where=&from=&after=&skip=&limit=`: rows of the list, the oldest first.
Reply list_captures(Site& site, const Call& call);
/// `GET /api/captures/ID`: one capture with everything the log says about it.
Reply show_capture(Site& site, const Call& call);
/// `GET /api/captures/ID/body`: its bytes, to be saved.
Reply save_body(Site& site, const Call& call);
/// `GET /api/captures/ID/curl`: a command line that sends it again.
Reply make_curl(Site& site, const Call& call);
/// `GET /api/captures/ID/fixture?signature=&form=`: a file to commit and replay.
Reply make_fixture(Site& site, const Call& call);
/// `GET /api/captures/ID/verdict`: what a check with the keys at hand finds, and why.
Reply check_capture(Site& site, const Call& call);
/// `GET /api/stats`: counts, a timeline, and what can be done here.
Reply show_stats(Site& site, const Call& call);
/// `GET /api/events?form=`: what is new, as server-sent events.
Reply tell_events(Site& site, const Call& call);
/// `GET /api/forgeries?provider=`: the forgeries that a replay may make.
Reply list_forgeries(Site& site, const Call& call);
/// `POST /api/replay`: sends a capture to an app, as it was, edited, signed anew or forged.
Reply replay_capture(Site& site, const Call& call);
/// `POST /api/edit`: the body of a capture with edits, as a replay would send it.
Reply edit_body(Site& site, const Call& call);
/// `POST /api/expect`: marks a capture as expected, with the answer that is right.
Reply mark_capture(Site& site, const Call& call);
/// `POST /api/script`: other answers for the listener that is shown.
Reply change_script(Site& site, const Call& call);

/// What is answered to a request that the guard let in; 404 where no route is.
Reply route(Site& site, const Request& request);

}  // namespace hookctl::inspector
