#include "capture/har_export.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/json.h"
#include "base/text.h"
#include "base/time_text.h"
#include "capture/missing.h"
#include "crypto/encoding.h"

namespace hookctl::capture {
namespace {

/// `"name":` and the text behind it; what is not UTF-8 in it is escaped.
void text(std::string& out, std::string_view name, ByteView value) {
  out += fmt::format("\"{}\":", name);
  json::append_string(out, is_utf8(value) ? value : ByteView(escape_for_terminal(value)));
}

void pair(std::string& out, ByteView name, ByteView value) {
  if (out.back() != '[') out += ',';
  out += '{';
  text(out, "name", name);
  out += ',';
  text(out, "value", value);
  out += '}';
}

void headers(std::string& out, const Capture& capture, std::vector<std::string>& lost) {
  out += R"("headers":[)";
  for (const auto& [name, value] : capture.request.headers) {
    const bool is_masked = std::any_of(capture.masked.begin(), capture.masked.end(),
                                       [&, &name = name](const std::string& each) { return iequals(each, name); });
    if (is_masked) continue;
    if (!is_utf8(value)) lost.push_back(fmt::format("the value of {} is not UTF-8; it is escaped", name));
    pair(out, name, value);
  }
  out += ']';
}

void query(std::string& out, std::string_view target) {
  out += R"("queryString":[)";
  const auto mark = target.find('?');
  if (mark != target.npos && mark + 1 < target.size()) {
    for (const auto part : split(target.substr(mark + 1), '&')) {
      const auto equals = std::min(part.find('='), part.size());
      pair(out, part.substr(0, equals), part.substr(std::min(equals + 1, part.size())));
    }
  }
  out += ']';
}

void post_data(std::string& out, const Request& request) {
  if (request.body.empty()) return;
  out += R"("postData":{)";
  text(out, "mimeType", request.headers.find("Content-Type").value_or(""));
  out += R"(,"params":[],)";
  if (is_utf8(request.body)) {
    text(out, "text", request.body);
  } else {
    text(out, "text", crypto::to_base64(request.body));
    out += R"(,"encoding":"base64")";
  }
  out += "},";
}

std::string url_of(const Capture& capture) {
  const auto& request = capture.request;
  if (request.target.find("://") != request.target.npos) return request.target;
  if (capture.public_url) return *capture.public_url;
  return fmt::format("{}://{}{}", capture.tls ? "https" : "http", request.headers.find("Host").value_or("localhost"),
                     request.target);
}

void request(std::string& out, const Capture& capture, std::vector<std::string>& lost) {
  const auto& request = capture.request;
  out += R"("request":{)";
  text(out, "method", request.method);
  out += ',';
  text(out, "url", url_of(capture));
  out += ',';
  text(out, "httpVersion", "HTTP/" + request.version);
  out += R"(,"cookies":[],)";
  headers(out, capture, lost);
  out += ',';
  query(out, request.target);
  out += ',';
  post_data(out, request);
  out += fmt::format(R"("headersSize":-1,"bodySize":{}}})", request.body.size());
}

void response(std::string& out, const Capture& capture) {
  const auto status = capture.response ? capture.response->status : 0;
  out += fmt::format(R"("response":{{"status":{},"statusText":"","httpVersion":"HTTP/1.1","cookies":[],"headers":[],)"
                     R"("content":{{"size":-1,"mimeType":""}},"redirectURL":"","headersSize":-1,"bodySize":-1}})",
                     status);
}

}  // namespace

std::vector<std::string> append_har_entry(std::string& out, const Capture& capture) {
  auto lost = missing_in(capture);
  const auto ms = capture.response ? capture.response->ms.value_or(0) : 0;
  out += '{';
  text(out, "startedDateTime", to_rfc3339(capture.at));
  out += fmt::format(R"(,"time":{},)", ms);
  request(out, capture, lost);
  out += ',';
  response(out, capture);
  out += fmt::format(R"(,"cache":{{}},"timings":{{"send":0,"wait":{},"receive":0}},)", ms);
  text(out, "comment", fmt::format("capture #{} {}", capture.seq, capture.id));
  out += '}';
  if (!capture.request.trailers.empty()) lost.emplace_back("the format has no trailers");
  if (capture.request.framing == Framing::chunked) lost.emplace_back("how the body was cut into chunks is not kept");
  return lost;
}

}  // namespace hookctl::capture
