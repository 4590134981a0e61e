#include "capture/curl_export.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "capture/shell_words.h"

namespace hookctl::capture {
namespace {

/// What curl adds on its own; with a colon and nothing behind it, it does not.
struct OwnHeader {
  std::string_view name;
  bool (*is_added)(const Request&);
};

constexpr std::array own_headers{
    OwnHeader{"User-Agent", [](const Request&) { return true; }},
    OwnHeader{"Accept", [](const Request&) { return true; }},
    OwnHeader{"Content-Type", [](const Request& request) { return !request.body.empty(); }},
    OwnHeader{"Expect", [](const Request& request) { return request.body.size() > 1024; }},
};

/// A single word of a command line may have 128 KiB.
constexpr std::size_t most_in_line = 64 * 1024;

/// Whether curl sends a target as it stands in a URL.
bool fits_into_url(std::string_view target) {
  constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$&'()*+,;=:@%/?";
  return target.starts_with('/') && !target.ends_with('?') && target.find_first_not_of(plain) == target.npos;
}

class CommandLine {
 public:
  void add(std::string_view option) { text_ += fmt::format(" \\\n  {}", option); }
  void add(std::string_view option, std::string_view value) {
    text_ += fmt::format(" \\\n  {} {}", option, quoted(value));
  }
  void header(const Header& field) {
    add("--header", field.value.empty() ? field.name + ";" : fmt::format("{}: {}", field.name, field.value));
  }
  std::string take() { return std::move(text_) + "\n"; }

 private:
  std::string text_ = "curl";
};

bool is_masked(const Capture& capture, std::string_view name) {
  return std::any_of(capture.masked.begin(), capture.masked.end(),
                     [&](const std::string& masked) { return iequals(masked, name); });
}

std::vector<std::string> lost_in_curl(const Capture& capture) {
  auto lost = missing_in(capture);
  const auto& headers = capture.request.headers;
  if (headers.find("Host") && !iequals(headers.begin()->name, "Host")) {
    lost.emplace_back("curl sends Host first, and it was not the first header");
  }
  if (!capture.request.trailers.empty()) lost.emplace_back("curl sends no trailers");
  return lost;
}

}  // namespace

Exported to_curl(const Capture& capture, std::string_view origin, std::string_view body_file) {
  const auto& request = capture.request;
  CommandLine line;
  const bool in_url = fits_into_url(request.target);
  line.add("--url", fmt::format("{}{}", origin, in_url ? request.target : "/"));
  if (!in_url) line.add("--request-target", request.target);
  line.add(request.version == "1.0" ? "--http1.0" : "--http1.1");
  if (in_url) line.add("--path-as-is");
  if (request.method == "HEAD" && request.body.empty()) {
    line.add("--head");
  } else {
    line.add("--request", request.method);
  }
  for (const auto& field : request.headers) {
    const bool is_wrong_length = request.truncated && iequals(field.name, "Content-Length");
    if (!is_masked(capture, field.name) && !is_wrong_length) line.header(field);
  }
  for (const auto& own : own_headers) {
    const bool stands = request.headers.find(own.name) && !is_masked(capture, own.name);
    if (own.is_added(request) && !stands) line.add("--header", fmt::format("{}:", own.name));
  }
  if (!request.body.empty() && body_file.empty()) {
    line.add("--data-raw", request.body);
  } else if (!request.body.empty()) {
    line.add("--data-binary", fmt::format("@{}", body_file));
  }
  return {line.take(), lost_in_curl(capture)};
}

bool fits_into_line(ByteView body) {
  return body.size() <= most_in_line && is_utf8(body) && body.find('\0') == body.npos;
}

}  // namespace hookctl::capture
