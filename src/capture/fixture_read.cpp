#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <span>

#include "base/json.h"
#include "base/text.h"
#include "capture/fixture.h"
#include "capture/fixture_body.h"
#include "crypto/digest.h"
#include "crypto/encoding.h"

namespace hookctl::capture {
namespace {

using Names = std::span<const std::string_view>;

constexpr std::array<std::string_view, 5> fixture_members{"v", "type", "provider", "request", "expect"};
constexpr std::array<std::string_view, 9> request_members{"method", "target", "url",     "headers", "json",
                                                          "text",   "base64", "spacing", "sha256"};
constexpr std::array<std::string_view, 3> expect_members{"status", "body", "max_latency"};

/// Reads the members of one object and keeps the first problem.
class Reader {
 public:
  Reader(const json::Token& object, std::string_view where, Names known, std::string& problem)
      : where_(where), members_(json::members(object)), problem_(problem) {
    if (object.kind != json::Kind::object) fail("", "must be an object");
    for (auto member = members_.begin(); member != members_.end(); ++member) {
      if (std::find(known.begin(), known.end(), member->key) == known.end()) {
        fail(escape_for_terminal(member->key), "is unknown; " + did_you_mean(member->key, known));
      }
      const auto same = [&](const json::Member& other) { return other.key == member->key; };
      if (std::any_of(members_.begin(), member, same)) fail(member->key, "stands there twice");
    }
  }

  std::optional<json::Token> find(std::string_view name) const {
    for (const auto& member : members_) {
      if (member.key == name) return member.value;
    }
    return std::nullopt;
  }

  Bytes text(std::string_view name) const {
    const auto value = find(name);
    if (value) return text_in(name, *value);
    fail(name, "is missing");
    return {};
  }

  Bytes text_or_nothing(std::string_view name) const { return find(name) ? text(name) : ""; }

  std::vector<Bytes> texts(std::string_view name) const {
    std::vector<Bytes> all;
    const auto list = find(name);
    if (!list) return all;
    if (list->kind != json::Kind::array) fail(name, "must be an array of strings");
    for (const auto& each : json::find_all(*list, "/*")) all.push_back(text_in(name, each));
    return all;
  }

  void fail(std::string_view name, std::string_view what) const {
    if (!problem_.empty()) return;
    problem_ = fmt::format("{}{} {}", where_, name, what);
  }

 private:
  Bytes text_in(std::string_view name, const json::Token& value) const {
    if (value.kind == json::Kind::string) return json::text_of(value);
    fail(name, "must hold strings");
    return {};
  }

  std::string_view where_;
  std::vector<json::Member> members_;
  std::string& problem_;
};

Headers read_headers(const Reader& request) {
  Headers headers;
  for (const auto& line : request.texts("headers")) {
    const auto colon = line.find(':');
    if (colon == 0 || colon == line.npos) {
      request.fail("headers", fmt::format("holds '{}', which is not 'Name: value'", escape_for_terminal(line)));
      continue;
    }
    const auto name = line.substr(0, colon);
    if (!line.substr(colon).starts_with("::")) {
      headers.add(name, std::string(trim(std::string_view(line).substr(colon + 1))));
    } else if (const auto bytes = crypto::from_base64(trim(std::string_view(line).substr(colon + 2)))) {
      headers.add(name, *bytes);
    } else {
      request.fail("headers", fmt::format("holds no base64 behind '{}::'", escape_for_terminal(name)));
    }
  }
  return headers;
}

Bytes joined(const std::vector<Bytes>& parts) {
  Bytes all;
  for (const auto& part : parts) all += part;
  return all;
}

Bytes read_json_body(const Reader& request) {
  const auto word = request.text("spacing");
  const auto* row = std::find_if(spacing_words.begin(), spacing_words.end(),
                                 [&](const SpacingWord& each) { return each.word == word; });
  if (row == spacing_words.end()) {
    std::vector<std::string_view> known;
    for (const auto& each : spacing_words) known.push_back(each.word);
    request.fail("spacing", "is unknown; " + did_you_mean(word, known));
    return {};
  }
  return json::rewritten(request.find("json")->raw, {.spacing = row->spacing}).value_or("");
}

Bytes read_base64_body(const Reader& request) {
  const auto bytes = crypto::from_base64(joined(request.texts("base64")));
  if (!bytes) request.fail("base64", "is not base64");
  return bytes.value_or("");
}

Bytes read_body(const Reader& request) {
  const auto forms = std::array<std::string_view, 3>{"json", "text", "base64"};
  const auto given = std::count_if(forms.begin(), forms.end(), [&](auto form) { return request.find(form); });
  if (given > 1) request.fail("json, text and base64", "exclude each other");
  Bytes body;
  if (request.find("json")) body = read_json_body(request);
  if (request.find("text")) body = joined(request.texts("text"));
  if (request.find("base64")) body = read_base64_body(request);
  const auto hash = request.text_or_nothing("sha256");
  if (!hash.empty() && hash != crypto::sha256_hex(body)) {
    request.fail("sha256", "is that of another body; take it out where the change is meant");
  }
  return body;
}

Request read_request(const Reader& reader) {
  Request request{.method = reader.text("method"), .target = reader.text("target"), .headers = read_headers(reader)};
  request.url = reader.text_or_nothing("url");
  request.body = read_body(reader);
  request.framing = request.body.empty() && request.method == "GET" ? Framing::none : Framing::length;
  return request;
}

Expected read_expected(const Reader& reader) {
  return {.status = reader.text_or_nothing("status"),
          .body = reader.text_or_nothing("body"),
          .max_latency = reader.text_or_nothing("max_latency")};
}

Error in_file(const std::string& path, const Error& error) {
  return {fmt::format("fixture '{}': {}", escape_for_terminal(path), error.message), error.hint, error.fault};
}

}  // namespace

Result<Fixture> parse_fixture(ByteView text) {
  const auto root = json::parse(text);
  if (!root) return root.error();
  std::string problem;
  const Reader all(*root, "", fixture_members, problem);
  const auto version = all.find("v");
  if (!version || version->raw != "1") all.fail("v", "must be 1");
  if (all.text("type") != "fixture") all.fail("type", "must be \"fixture\"");
  Fixture fixture{.provider = all.text_or_nothing("provider")};
  const auto request = all.find("request");
  if (!request) all.fail("request", "is missing");
  if (request) fixture.request = read_request(Reader(*request, "request/", request_members, problem));
  if (const auto expect = all.find("expect")) {
    fixture.expect = read_expected(Reader(*expect, "expect/", expect_members, problem));
  }
  if (problem.empty()) return fixture;
  return Error{problem, "make one from a capture: hookctl fixture make captures.jsonl#3"};
}

Result<Fixture> read_fixture(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const Bytes text{std::istreambuf_iterator<char>(file), {}};
  if (!file.is_open() || file.bad()) {
    return Error{fmt::format("cannot read fixture '{}': {}", escape_for_terminal(path), std::strerror(errno))};
  }
  auto fixture = parse_fixture(text);
  if (!fixture) return in_file(path, fixture.error());
  return fixture;
}

Result<std::vector<std::string>> fixtures_in(const std::string& folder) {
  std::error_code problem;
  std::vector<std::string> paths;
  for (std::filesystem::recursive_directory_iterator entry(folder, problem), end; !problem && entry != end;
       entry.increment(problem)) {
    if (entry->path().native().ends_with(fixture_suffix)) paths.push_back(entry->path().lexically_normal().string());
  }
  if (problem) {
    return Error{fmt::format("cannot read folder '{}': {}", escape_for_terminal(folder), problem.message())};
  }
  std::sort(paths.begin(), paths.end());
  if (!paths.empty()) return paths;
  return Error{fmt::format("there is no fixture in '{}'", escape_for_terminal(folder)),
               "their names end in .hook.json; make one: hookctl fixture make captures.jsonl#3"};
}

}  // namespace hookctl::capture
