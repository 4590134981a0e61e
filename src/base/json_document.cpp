#include "base/json_document.h"

#include <algorithm>

namespace hookctl::json {
namespace {

/// Whether a pointer's first segment is a key as it is written, and neither `*` nor escaped.
bool is_plain_key(std::string_view segment) { return segment != "*" && segment.find('~') == segment.npos; }

}  // namespace

std::optional<Document> Document::read(ByteView bytes) {
  if (auto object = parse_object(bytes)) return Document(object->token, std::move(object->members));
  const auto root = parse(bytes);
  return root ? std::optional(Document(*root, {})) : std::nullopt;
}

std::optional<Document::Start> Document::start_of(std::string_view pointer) const {
  if (pointer.empty() || root_.kind != Kind::object) return Start{root_, pointer};
  const auto end = std::min(pointer.find('/', 1), pointer.size());
  const auto segment = pointer.substr(1, end - 1);
  if (!is_plain_key(segment)) return Start{root_, pointer};
  const auto last =
      std::find_if(members_.rbegin(), members_.rend(), [&](const Member& member) { return member.key == segment; });
  if (last == members_.rend()) return std::nullopt;
  return Start{last->value, pointer.substr(end)};
}

std::optional<Token> Document::find(std::string_view pointer) const {
  const auto start = start_of(pointer);
  if (!start) return std::nullopt;
  return start->pointer.empty() ? start->below : json::find(start->below, start->pointer);
}

std::vector<Token> Document::find_all(std::string_view pointer) const {
  const auto start = start_of(pointer);
  return start ? json::find_all(start->below, start->pointer) : std::vector<Token>{};
}

}  // namespace hookctl::json
