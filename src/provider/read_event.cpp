#include "provider/read_event.h"

#include <optional>

#include "base/json.h"

namespace hookctl::provider {
namespace {

/// One delivery with its body parsed once.
struct Source {
  const Request& request;
  std::optional<json::Token> root;

  std::string at(std::string_view pointer) const {
    if (!root || pointer.empty()) return {};
    const auto token = json::find(*root, pointer);
    if (!token || token->kind == json::Kind::null) return {};
    return json::text_of(*token);
  }

  std::string at(const Place& place) const {
    if (place.header.empty()) return at(place.pointer);
    return std::string(request.headers.find(place.header).value_or(""));
  }
};

std::string joined_id(const Source& source, std::span<const Place> places) {
  std::string id;
  for (const auto& place : places) {
    const auto part = source.at(place);
    if (part.empty()) return {};
    if (!id.empty()) id += ':';
    id += part;
  }
  return id;
}

std::optional<Status> meaning(std::span<const StatusWord> words, std::string_view raw) {
  if (raw.empty()) return std::nullopt;
  for (const auto& [word, status] : words) {
    if (word == raw) return status;
  }
  return Status::other;
}

/// Every URL at a path; where the path ends in `/url`, the `content_type` of the same object comes along.
void collect_outputs(const Source& source, std::string_view pointer, std::vector<Output>& outputs) {
  constexpr std::string_view url = "/url";
  if (!source.root) return;
  if (!pointer.ends_with(url)) {
    for (const auto& token : json::find_all(*source.root, pointer)) {
      if (token.kind == json::Kind::string) outputs.push_back({json::text_of(token)});
    }
    return;
  }
  for (const auto& object : json::find_all(*source.root, pointer.substr(0, pointer.size() - url.size()))) {
    const auto found = json::find(object, url);
    if (!found || found->kind != json::Kind::string) continue;
    const auto type = json::find(object, "/content_type");
    outputs.push_back({json::text_of(*found), type && type->kind == json::Kind::string ? json::text_of(*type) : ""});
  }
}

}  // namespace

Event read_event(const Provider& provider, const Request& request) {
  const auto& paths = provider.event;
  const auto root = json::parse(request.body);
  const Source source{request, root ? std::optional(*root) : std::nullopt};
  Event event{.provider = std::string(provider.name),
              .id = joined_id(source, paths.id),
              .subject = source.at(paths.subject),
              .type = source.at(paths.type),
              .raw_status = source.at(paths.status),
              .error = source.at(paths.error),
              .occurred_at = source.at(paths.occurred_at)};
  if (event.subject.empty()) event.subject = event.id;
  event.status = meaning(paths.statuses, event.raw_status);
  for (const auto pointer : paths.outputs) collect_outputs(source, pointer, event.outputs);
  return event;
}

}  // namespace hookctl::provider
