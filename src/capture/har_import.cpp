#include "capture/har_import.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <string_view>

#include "base/text.h"
#include "base/time_text.h"
#include "crypto/encoding.h"

namespace hookctl::capture {
namespace {

namespace dom = simdjson::dom;

std::string_view text_at(dom::element object, std::string_view name) {
  std::string_view text;
  return object[name].get(text) ? std::string_view() : text;
}

std::optional<double> number_at(dom::element object, std::string_view name) {
  double number = 0;
  if (object[name].get(number) || number < 0) return std::nullopt;
  return number;
}

std::optional<dom::array> array_at(dom::element object, std::string_view name) {
  dom::array array;
  if (object[name].get(array)) return std::nullopt;
  return array;
}

void read_headers(dom::element from, Foreign& to) {
  const auto fields = array_at(from, "headers");
  if (!fields) return;
  bool is_http2 = false;
  for (const dom::element field : *fields) {
    const auto name = text_at(field, "name");
    if (name.starts_with(':')) {
      is_http2 = true;
      if (name == ":authority") to.request.headers.add("Host", std::string(text_at(field, "value")));
    } else {
      to.request.headers.add(std::string(name), std::string(text_at(field, "value")));
    }
  }
  if (is_http2)
    to.lost.emplace_back("it came over HTTP/2: header names are in lower case, and Host is from :authority");
}

/// A form that stands there in parts only.
Bytes form_of(dom::array params) {
  Bytes body;
  for (const dom::element param : params) {
    if (!body.empty()) body += '&';
    body += text_at(param, "name");
    body += '=';
    body += text_at(param, "value");
  }
  return body;
}

void read_body(dom::element from, Foreign& to) {
  dom::element data;
  const auto announced = number_at(from, "bodySize");
  if (from["postData"].get(data) || !data.is_object()) {
    if (announced.value_or(0) > 0) {
      to.lost.push_back(fmt::format("the body ({:.0f} bytes) is not in the file", *announced));
      to.request.truncated = true;
    }
    return;
  }
  auto& body = to.request.body;
  body = text_at(data, "text");
  const bool is_base64 = text_at(data, "encoding") == "base64" || text_at(data, "_encoding") == "base64";
  if (is_base64) {
    const auto decoded = crypto::from_base64(body);
    if (!decoded) to.lost.emplace_back("the body is marked as base64 and is not");
    body = decoded.value_or(body);
  }
  const auto params = array_at(data, "params");
  if (body.empty() && params && params->size() > 0) {
    body = form_of(*params);
    to.lost.emplace_back("the body was put together from the parameters of its form");
  }
  if (!is_base64 && body.find("\xef\xbf\xbd") != body.npos) {
    to.lost.emplace_back("the body holds U+FFFD, which may stand for bytes that were no text");
  }
}

/// The length a request came with tells whether the body still is what travelled.
void compare_length(Foreign& to) {
  auto& request = to.request;
  const auto length = request.headers.find("Content-Length");
  if (length && !to.request.truncated && *length != std::to_string(request.body.size())) {
    const bool coded = request.headers.find("Content-Encoding").has_value();
    to.lost.push_back(fmt::format("the body was {} bytes on its way and is {} here{}", escape_for_terminal(*length),
                                  request.body.size(), coded ? " (Content-Encoding was undone)" : ""));
  }
  if (iequals(request.headers.find("Transfer-Encoding").value_or(""), "chunked")) {
    request.framing = Framing::chunked;
  } else {
    set_length(request);
  }
}

void read_answer(dom::element from, Foreign& to) {
  dom::element response;
  if (from["response"].get(response)) return;
  const auto status = number_at(response, "status");
  if (status.value_or(0) < 100 || *status > 999) return;
  to.status = static_cast<int>(*status);
  to.ms = number_at(from, "time");
  dom::element content;
  if (response["content"].get(content)) return;
  if (!text_at(content, "text").empty()) to.lost.emplace_back("what was answered is not kept, apart from its status");
}

Result<Foreign> read_entry(dom::element entry, std::size_t number) {
  Foreign foreign{.name = fmt::format("entry {}", number)};
  dom::element request;
  if (entry["request"].get(request)) return Error{fmt::format("{} has no request", foreign.name)};
  const auto url = text_at(request, "url");
  if (url.empty()) return Error{fmt::format("{} has no URL", foreign.name)};
  if (const auto at = parse_time(text_at(entry, "startedDateTime"))) foreign.at = *at;
  foreign.request.method = text_at(request, "method");
  foreign.request.version = iequals(text_at(request, "httpVersion"), "HTTP/1.0") ? "1.0" : "1.1";
  read_headers(request, foreign);
  aim(foreign, url);
  read_body(request, foreign);
  compare_length(foreign);
  read_answer(entry, foreign);
  return foreign;
}

}  // namespace

Result<std::vector<Foreign>> from_har(ByteView text) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  dom::parser parser;
  dom::element root;
  if (const auto problem = parser.parse(text.data(), text.size()).get(root)) {
    return Error{fmt::format("it is no HAR file: {}", simdjson::error_message(problem))};
  }
  dom::array entries;
  if (root.at_pointer("/log/entries").get(entries)) return Error{"it is no HAR file: it has no log.entries"};
  std::vector<Foreign> all;
  for (const dom::element entry : entries) {
    auto foreign = read_entry(entry, all.size() + 1);
    if (!foreign) return foreign.error();
    all.push_back(*std::move(foreign));
  }
  return all;
}

}  // namespace hookctl::capture
