#include "provider/read_event.h"

#include <algorithm>
#include <optional>

#include "base/json_document.h"
#include "base/text.h"
#include "crypto/digest.h"

namespace hookctl::provider {
namespace {

/// One delivery and its body.
class Source {
 public:
  Source(const Request& request, const std::optional<json::Document>& body) : request_(request), body_(body) {}

  const Request& request() const { return request_; }
  const std::optional<json::Document>& body() const { return body_; }

  /// The first of `/a|/b|X-C` that is there.
  std::string at(std::string_view paths) const {
    while (!paths.empty()) {
      const auto path = paths.substr(0, paths.find('|'));
      if (auto text = path.starts_with('/') ? member(path) : header(path); !text.empty()) return text;
      paths.remove_prefix(std::min(path.size() + 1, paths.size()));
    }
    return {};
  }

  std::string at(const Place& place) const { return at(place.header.empty() ? place.pointer : place.header); }

 private:
  std::string header(std::string_view name) const { return std::string(request_.headers.find(name).value_or("")); }

  std::string member(std::string_view pointer) const {
    const auto token = body_ ? body_->find(pointer) : std::nullopt;
    return token && token->kind != json::Kind::null ? json::text_of(*token) : std::string{};
  }

  const Request& request_;
  const std::optional<json::Document>& body_;
};

std::string joined_id(const Source& source, std::span<const Place> places) {
  if (places.empty()) return crypto::sha256_hex(source.request().body);
  std::string id;
  for (const auto& place : places) {
    const auto part = source.at(place);
    if (part.empty()) return {};
    if (!id.empty()) id += ':';
    id += part;
  }
  return id;
}

/// What there is of `X-GitHub-Event+/action`: `issues.opened`, or `push`.
std::string joined_type(const Source& source, std::string_view paths) {
  std::string type;
  for (const auto path : split(paths, '+')) {
    const auto part = source.at(path);
    if (!type.empty() && !part.empty()) type += '.';
    type += part;
  }
  return type;
}

std::optional<Status> meaning(std::span<const StatusWord> words, std::string_view raw) {
  if (raw.empty()) return std::nullopt;
  for (const auto& [word, status] : words) {
    if (word == raw) return status;
  }
  return Status::other;
}

/// Whether a text points somewhere: models that write text put it where others put URLs.
bool is_url(std::string_view text) { return text.find("://") != text.npos; }

std::string string_at(const json::Token& object, std::string_view pointer) {
  const auto found = json::find(object, pointer);
  return found && found->kind == json::Kind::string ? json::text_of(*found) : std::string{};
}

/// Every URL at a path; where the path ends in `/url`, the `content_type` of the same object comes along.
void collect_outputs(const Source& source, std::string_view pointer, std::vector<Output>& outputs) {
  constexpr std::string_view url = "/url";
  if (!source.body()) return;
  if (!pointer.ends_with(url)) {
    for (const auto& token : source.body()->find_all(pointer)) {
      if (token.kind != json::Kind::string) continue;
      if (auto text = json::text_of(token); is_url(text)) outputs.push_back({std::move(text)});
    }
    return;
  }
  for (const auto& object : source.body()->find_all(pointer.substr(0, pointer.size() - url.size()))) {
    if (auto text = string_at(object, url); is_url(text)) {
      outputs.push_back({std::move(text), string_at(object, "/content_type")});
    }
  }
}

}  // namespace

Event read_event_name(const Provider& provider, const Request& request, const std::optional<json::Document>& body) {
  const auto& paths = provider.event;
  const Source source(request, body);
  Event event{.provider = std::string(provider.name),
              .id = joined_id(source, paths.id),
              .subject = source.at(paths.subject),
              .type = joined_type(source, paths.type),
              .raw_status = source.at(paths.status)};
  if (event.subject.empty()) event.subject = event.id;
  event.status = meaning(paths.statuses, event.raw_status);
  return event;
}

Event read_event(const Provider& provider, const Request& request) {
  const auto& paths = provider.event;
  const auto body = json::Document::read(request.body);
  const Source source(request, body);
  auto event = read_event_name(provider, request, body);
  event.error = source.at(paths.error);
  event.occurred_at = source.at(paths.occurred_at);
  if (event.error.empty() && event.status != Status::succeeded) event.error = source.at(paths.message);
  for (const auto pointer : paths.outputs) collect_outputs(source, pointer, event.outputs);
  return event;
}

}  // namespace hookctl::provider
