#include "flow/foreign.h"

#include <fmt/format.h>

#include <algorithm>
#include <variant>

#include "base/text.h"
#include "capture/decode.h"
#include "capture/har_import.h"
#include "capture/http_import.h"

namespace hookctl::flow {
namespace {

using capture::Foreign;

constexpr std::string_view space = " \t\r\n";
constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

}  // namespace

FileForm form_of(ByteView beginning) {
  if (beginning.starts_with(byte_order_mark)) beginning.remove_prefix(byte_order_mark.size());
  beginning.remove_prefix(std::min(beginning.find_first_not_of(space), beginning.size()));
  if (beginning.empty()) return FileForm::log;
  if (beginning.front() == '{') {
    const auto key = beginning.substr(std::min(beginning.find_first_not_of(" \t\r\n{"), beginning.size()));
    return key.starts_with("\"log\"") ? FileForm::har : FileForm::log;
  }
  while (beginning.starts_with('#')) {
    if (beginning.starts_with("###")) return FileForm::http;
    beginning.remove_prefix(std::min(beginning.find('\n'), beginning.size()));
    beginning.remove_prefix(std::min(beginning.find_first_not_of(space), beginning.size()));
  }
  const auto word = beginning.substr(0, beginning.find_first_of(space));
  return word == "curl" || word.ends_with("/curl") ? FileForm::curl : FileForm::http;
}

Result<std::vector<Foreign>> read_foreign(FileForm form, ByteView text, const capture::ReadNamed& read_named) {
  switch (form) {
    case FileForm::har:
      return capture::from_har(text);
    case FileForm::http:
      return capture::from_http(text);
    case FileForm::curl:
      return capture::from_curl(text, read_named);
    case FileForm::log:
      break;
  }
  return Error{"it is a capture log already", "captures are read from it as they are"};
}

std::vector<capture::Capture> captures_of(std::vector<Foreign> requests, Instant now) {
  std::vector<capture::Capture> captures;
  for (auto& each : requests) {
    captures.push_back({.seq = captures.size() + 1, .at = each.at.value_or(now), .request = std::move(each.request)});
    if (!each.url.empty()) captures.back().public_url = std::move(each.url);
  }
  return captures;
}

Result<std::vector<capture::Capture>> captures_in(ByteView log) {
  std::vector<capture::Capture> captures;
  capture::Decoder decoder;
  std::size_t number = 0;
  for (const auto line : split(log, '\n')) {
    ++number;
    if (trim(line).empty()) continue;
    auto record = decoder.decode(line);
    if (!record) return Error{fmt::format("line {}: {}", number, record.error().message)};
    if (auto* capture = std::get_if<capture::Capture>(&*record)) captures.push_back(std::move(*capture));
  }
  return captures;
}

}  // namespace hookctl::flow
