#include "base/json_edit.h"

#include <fmt/format.h>

#include "base/json.h"

namespace hookctl::json {

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

}  // namespace hookctl::json
