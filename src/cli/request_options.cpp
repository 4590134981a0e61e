#include "cli/request_options.h"

#include <fmt/format.h>

#include "base/text.h"
#include "base/time_text.h"
#include "cli/read_file.h"

namespace hookctl::cli {
namespace {

Result<Header> parse_header(std::string_view line) {
  const auto colon = line.find(':');
  if (colon == line.npos || colon == 0) {
    return Error{"a header line has no name and value", "write it as -H 'webhook-id: msg_1'"};
  }
  return Header{std::string(trim(line.substr(0, colon))), std::string(trim(line.substr(colon + 1)))};
}

Result<void> read_header_file(Env& env, const std::string& path, Headers& headers) {
  const auto text = read_body(env, path);
  if (!text) return text.error();
  for (auto line : split(*text, '\n')) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.starts_with("HTTP/") || line.ends_with(" HTTP/1.1")) continue;
    auto header = parse_header(line);
    if (!header) return header.error();
    headers.add(std::move(header->name), std::move(header->value));
  }
  return {};
}

}  // namespace

Result<Bytes> read_body(Env& env, const std::string& path) {
  return path == "-" ? env.in.read_all(env.stop()) : read_file(path);
}

Result<Headers> read_headers(Env& env, const Settings& settings) {
  Headers headers;
  if (const auto path = settings.text("headers")) {
    if (const auto read = read_header_file(env, *path, headers); !read) return settings.blame("headers", read.error());
  }
  const auto given = read_given_headers(settings);
  if (!given) return given.error();
  for (const auto& [name, value] : *given) headers.add(name, value);
  return headers;
}

Result<Headers> read_given_headers(const Settings& settings) {
  Headers headers;
  for (const auto& line : settings.all("header")) {
    auto header = parse_header(line);
    if (!header) return settings.blame("header", header.error());
    headers.add(std::move(header->name), std::move(header->value));
  }
  return headers;
}

Result<std::optional<signature::Tolerance>> read_tolerance(const Settings& settings) {
  if (!settings.given("tolerance")) return std::optional<signature::Tolerance>{};
  const auto allowed = settings.duration("tolerance");
  if (!allowed) return allowed.error();
  const auto seconds = std::chrono::ceil<Seconds>(*allowed);
  return std::optional(signature::Tolerance{seconds, seconds});
}

Result<Instant> read_now(const Env& env, const Settings& settings) {
  const auto text = settings.text("now");
  if (!text) return env.clock.now();
  auto now = parse_time(*text);
  if (!now) return settings.blame("now", now.error());
  return *now;
}

}  // namespace hookctl::cli
