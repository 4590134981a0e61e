#include <algorithm>

#include "base/text.h"
#include "crypto/encoding.h"
#include "flow/check_record.h"
#include "flow/explain.h"
#include "inspector/one_capture.h"
#include "inspector/routes.h"
#include "inspector/signed_input.h"
#include "report/verdict.h"

namespace hookctl::inspector {
namespace {

using report::Json;

/// How long the search for a cause may take.
constexpr Millis explain_budget{2'000};

/// More of one part is not looked at.
constexpr std::size_t shown_of_part = 64 * 1024;

/// The scheme that the verdict is of; the first where it names none.
const signature::Scheme* scheme_of(const flow::Checked& checked) {
  if (checked.provider == nullptr || checked.provider->schemes.empty()) return nullptr;
  const auto& schemes = checked.provider->schemes;
  const auto used = std::find_if(schemes.begin(), schemes.end(),
                                 [&](const auto& scheme) { return scheme.name == checked.verdict.scheme; });
  return used == schemes.end() ? &schemes.front() : &*used;
}

Json part_json(const InputPart& part) {
  Json object{{"name", report::or_null(part.name)}, {"size", part.bytes.size()}, {"hidden", part.is_hidden}};
  const auto shown = ByteView(part.bytes).substr(0, shown_of_part);
  if (is_utf8(shown)) {
    object["text"] = shown;
  } else {
    object["b64"] = crypto::to_base64(shown);
  }
  return object;
}

Json input_json(const flow::Checked& checked, const signature::Keys& keys, const Request& request) {
  const auto* scheme = scheme_of(checked);
  if (scheme == nullptr) return nullptr;
  Json object{{"scheme", scheme->name}, {"template", scheme->input}, {"parts", nullptr}, {"problem", nullptr}};
  const auto parts = signed_input(*scheme, keys, request);
  if (!parts) {
    object["problem"] = parts.error().message;
    return object;
  }
  object["parts"] = Json::array();
  for (const auto& part : *parts) object["parts"].push_back(part_json(part));
  return object;
}

/// Checks a capture anew, as of when it came, with the keys at hand. What was masked or redacted cannot be checked.
void reply_verdict(Site& site, const httplib::Request& request, httplib::Response& response) {
  auto whole = read_whole(site.shelf, request.matches[1].str());
  if (!whole) return reply_error(response, 404, whole.error());
  auto& capture = whole->capture;
  if (capture.public_url) capture.request.url = *capture.public_url;
  const auto& options = site.options;
  const provider::Detector known(options.known);
  const flow::Check against{options.provider, known, options.keys, options.tolerance};
  auto checked = flow::check_record(capture.request, capture.masked, against, capture.at);
  if (capture.redacted.empty()) {
    checked.explanation = flow::explain(capture.request, checked, against, capture.at,
                                        {site.clock, site.ending.get_token(), explain_budget});
  }
  auto object = report::object_of("check");
  object["verdict"] = Json::parse(report::verdict_json(checked, "", report::Shown::start));
  object["masked"] = capture.masked;
  object["redacted"] = capture.redacted;
  const auto name = checked.provider == nullptr ? std::string_view{} : checked.provider->name;
  object["has_keys"] = !options.keys.of(name).empty();
  object["input"] = input_json(checked, options.keys.of(name), capture.request);
  reply(response, object);
}

}  // namespace

void add_verdict_route(httplib::Server& server, Site& site) {
  server.Get("/api/captures/([0-9A-Za-z]{1,64})/verdict",
             [&site](const httplib::Request& request, httplib::Response& response) {
               reply_verdict(site, request, response);
             });
}

}  // namespace hookctl::inspector
