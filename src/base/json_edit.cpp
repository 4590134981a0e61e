#include "base/json_edit.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/json.h"

namespace hookctl::json {
namespace {

constexpr std::string_view spaces = " \t\r\n";

/// Where the space that ends at `at` begins.
std::size_t space_before(ByteView document, std::size_t at) {
  const auto last = document.substr(0, at).find_last_not_of(spaces);
  return last == document.npos ? 0 : last + 1;
}

std::size_t space_after(ByteView document, std::size_t at) {
  return std::min(document.find_first_not_of(spaces, at), document.size());
}

/// A member or element of a document: from its key, where it has one, to the end of its value.
struct Item {
  std::size_t start;
  std::size_t colon;  // where the space before the colon begins
  std::size_t value;
  std::size_t end;
};

bool is_escaped(ByteView document, std::size_t at) {
  const auto last = document.substr(0, at).find_last_not_of('\\');
  return (at - 1 - last) % 2 == 1;
}

Item item_at(ByteView document, const Token& parent, const Token& value) {
  const auto at = static_cast<std::size_t>(value.raw.data() - document.data());
  if (parent.kind != Kind::object) return {at, at, at, at + value.raw.size()};
  const auto colon = space_before(document, document.rfind(':', at - 1));
  auto quote = document.rfind('"', colon - 2);
  while (is_escaped(document, quote)) quote = document.rfind('"', quote - 1);
  return {quote, colon, at, at + value.raw.size()};
}

/// A pointer's parent and its last segment, escapes resolved.
struct Split {
  std::string_view parent;
  std::string key;
};

Split split_last(std::string_view pointer) {
  const auto slash = pointer.rfind('/');
  Split split{pointer.substr(0, slash), {}};
  for (auto rest = pointer.substr(slash + 1); !rest.empty(); rest.remove_prefix(1)) {
    const bool escape = rest.starts_with("~0") || rest.starts_with("~1");
    if (escape) rest.remove_prefix(1);
    split.key += escape ? (rest[0] == '1' ? '/' : '~') : rest[0];
  }
  return split;
}

Error no_place(std::string_view pointer) {
  return {fmt::format("the body has no {}", pointer), "name a place of the JSON body, such as /status or /items/0/id"};
}

Bytes cut(ByteView document, const Item& item) {
  auto start = item.start, end = item.end;
  const auto next = space_after(document, end), before = space_before(document, start);
  if (document[next] == ',') {
    end = space_after(document, next + 1);
  } else if (document[before - 1] == ',') {
    start = before - 1;
  }
  return Bytes(document.substr(0, start)).append(document.substr(end));
}

}  // namespace

Result<Bytes> with_raw(ByteView document, std::string_view pointer, ByteView raw) {
  const auto root = parse(document);
  if (!root) return root.error();
  const auto old = find(*root, pointer);
  if (!old) return Error{fmt::format("the body has no {}", pointer), "give the body as the provider sends it"};
  const auto start = static_cast<std::size_t>(old->raw.data() - document.data());
  return Bytes(document.substr(0, start)).append(raw).append(document.substr(start + old->raw.size()));
}

Result<Bytes> with_text(ByteView document, std::string_view pointer, ByteView text) {
  const auto root = parse(document);
  if (!root) return root.error();
  const auto old = find(*root, pointer);
  const auto as_json = parse(text);
  if (old && old->kind == Kind::number && as_json && as_json->kind == Kind::number)
    return with_raw(document, pointer, text);
  Bytes quoted;
  append_string(quoted, text);
  return with_raw(document, pointer, quoted);
}

Result<Bytes> with_set(ByteView document, std::string_view pointer, ByteView raw) {
  const auto root = parse(document);
  if (!root) return root.error();
  if (find(*root, pointer)) return with_raw(document, pointer, raw);
  if (!pointer.starts_with('/')) return no_place(pointer);
  const auto [parent_pointer, key] = split_last(pointer);
  const auto parent = find(*root, parent_pointer);
  if (!parent) return no_place(parent_pointer);
  const auto children = find_all(*parent, "/*");
  const bool is_object = parent->kind == Kind::object;
  const bool is_next = parent->kind == Kind::array && (key == "-" || key == std::to_string(children.size()));
  if (!is_object && !is_next) return no_place(pointer);
  Bytes name;
  if (is_object) append_string(name, key);
  if (children.empty()) {
    const auto at = static_cast<std::size_t>(parent->raw.data() - document.data()) + 1;
    return fmt::format("{}{}{}{}{}", document.substr(0, at), name, is_object ? ":" : "", raw, document.substr(at));
  }
  const auto last = item_at(document, *parent, children.back());
  const auto lead = space_before(document, last.start);
  return fmt::format("{},{}{}{}{}{}", document.substr(0, last.end), document.substr(lead, last.start - lead), name,
                     document.substr(last.colon, last.value - last.colon), raw, document.substr(last.end));
}

Result<Bytes> without(ByteView document, std::string_view pointer) {
  Bytes rest(document);
  for (bool found_one = false;; found_one = true) {
    const auto root = parse(rest);
    if (!root) return root.error();
    const auto found = find(*root, pointer);
    if (!found_one && (!found || !pointer.starts_with('/'))) return no_place(pointer);
    if (!found) return rest;
    const auto parent = find(*root, split_last(pointer).parent);
    const bool is_object = parent->kind == Kind::object;
    rest = cut(rest, item_at(rest, *parent, *found));
    if (!is_object) return rest;
  }
}

}  // namespace hookctl::json
