#include <fmt/format.h>

#include "base/text.h"
#include "capture/curl_export.h"
#include "flow/check_fixture.h"
#include "flow/make_fixture.h"
#include "inspector/one_capture.h"
#include "inspector/routes.h"

namespace hookctl::inspector {
namespace {

using report::Json;

/// A capture as a fixture that expects what the capture is marked with.
Result<flow::MadeFixture> fixture_of(const Site& site, const Whole& whole, const Call& call) {
  const auto signature =
      call.parameter("signature") == "kept" ? flow::FixtureSignature::as_it_came : flow::FixtureSignature::blank;
  auto made = flow::fixture_of(whole.capture, site.options.known, signature);
  if (!made) return made.error();
  made->fixture.expect = site.marks.find(whole.capture.id).value_or(capture::Expected{.status = "2xx"});
  return made;
}

Json findings_json(const Site& site, const capture::Fixture& fixture) {
  auto findings = Json::array();
  const auto no_assets = [](const std::string&) { return true; };
  for (const auto& [where, what] : flow::findings_in(fixture, site.options.known, no_assets)) {
    findings.push_back({{"where", report::or_null(where)}, {"what", what}});
  }
  return findings;
}

/// Where curl sends a capture: to an app that the command line names, else to the host the capture came to.
Result<std::string> aim(const Site& site, capture::Capture& capture) {
  if (!site.options.apps.empty()) {
    const auto& endpoint = site.options.apps.front().endpoint;
    capture.request.headers.erase("Host");
    return fmt::format("{}://{}", endpoint.tls ? "https" : "http", endpoint.authority);
  }
  const auto host = capture.request.headers.find("Host");
  if (!host) return Error{"the capture names no host", "name an app on the command line: --to URL"};
  return fmt::format("{}://{}", capture.tls ? "https" : "http", *host);
}

}  // namespace

Reply make_fixture(Site& site, const Call& call) {
  const auto whole = read_whole(site.shelf, call.named);
  if (!whole) return error_reply(404, whole.error());
  const auto made = fixture_of(site, *whole, call);
  if (!made) return error_reply(400, made.error());
  const auto name = flow::fixture_name(whole->capture) + std::string(capture::fixture_suffix);
  auto text = capture::to_text(made->fixture);
  if (call.parameter("form") == "file") return file_reply(name, std::move(text));
  auto object = report::object_of("made_fixture");
  object["name"] = name;
  object["text"] = std::move(text);
  object["dropped"] = made->dropped;
  object["lost"] = capture::missing_in(whole->capture);
  object["findings"] = findings_json(site, made->fixture);
  return json_reply(object);
}

Reply make_curl(Site& site, const Call& call) {
  auto whole = read_whole(site.shelf, call.named);
  if (!whole) return error_reply(404, whole.error());
  auto& capture = whole->capture;
  const auto origin = aim(site, capture);
  if (!origin) return error_reply(400, origin.error());
  const auto body_file =
      capture::fits_into_line(capture.request.body) ? std::string{} : fmt::format("capture-{}.body", capture.seq);
  const auto made = capture::to_curl(capture, *origin, body_file);
  auto object = report::object_of("curl");
  object["text"] = made.text;
  object["body_file"] = report::or_null(body_file);
  object["lost"] = made.lost;
  if (!is_utf8(made.text)) object["lost"].push_back("bytes that are not UTF-8 stand as U+FFFD here");
  return json_reply(object);
}

}  // namespace hookctl::inspector
