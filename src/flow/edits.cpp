#include "flow/edits.h"

#include <fmt/format.h>

#include "base/json.h"
#include "base/json_edit.h"
#include "base/text.h"

namespace hookctl::flow {
namespace {

Result<void> check_pointer(std::string_view pointer) {
  if (!pointer.starts_with('/')) {
    return Error{fmt::format("cannot read '{}' as a place in JSON", pointer),
                 "write a JSON Pointer: /status, /items/0/id; /items/- is the end of a list"};
  }
  for (const auto segment : split(pointer, '/')) {
    if (segment == "*") return Error{fmt::format("'{}' names several places", pointer), "name each on its own"};
  }
  return {};
}

Bytes as_json(ByteView body, const MemberEdit& edit) {
  const auto root = json::parse(body);
  const auto old = root ? json::find(*root, edit.pointer) : std::nullopt;
  const bool was_string = old && old->kind == json::Kind::string;
  if (!was_string && json::parse(*edit.value)) return *edit.value;
  Bytes quoted;
  json::append_string(quoted, *edit.value);
  return quoted;
}

}  // namespace

Result<MemberEdit> parse_set(std::string_view text) {
  const auto equals = text.find('=');
  if (equals == text.npos) {
    return Error{fmt::format("'{}' gives no value", text), "write /pointer=VALUE, such as /status=Error"};
  }
  return set_at(text.substr(0, equals), text.substr(equals + 1));
}

Result<MemberEdit> set_at(std::string_view pointer, std::string_view value) {
  if (const auto sound = check_pointer(pointer); !sound) return sound.error();
  if (!is_utf8(value)) return Error{"a value for JSON must be UTF-8", "give other bytes with --body FILE"};
  return MemberEdit{std::string(pointer), Bytes(value)};
}

Result<MemberEdit> parse_unset(std::string_view text) {
  if (const auto sound = check_pointer(text); !sound) return sound.error();
  return MemberEdit{std::string(text)};
}

Result<Bytes> edited_body(Bytes body, const Edits& edits) {
  if (edits.body) body = *edits.body;
  for (const auto& edit : edits.members) {
    auto changed =
        edit.value ? json::with_set(body, edit.pointer, as_json(body, edit)) : json::without(body, edit.pointer);
    if (!changed) return changed.error();
    body = *std::move(changed);
  }
  return body;
}

void edit_headers(Headers& headers, const Edits& edits) {
  for (const auto& name : edits.dropped) headers.erase(name);
  for (const auto& [name, value] : edits.headers) headers.set(name, value);
}

}  // namespace hookctl::flow
