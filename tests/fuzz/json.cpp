#include "base/json.h"

#include "base/json_edit.h"
#include "checks.h"
#include "target.h"

namespace hookctl::fuzz {
namespace {

void check_string(ByteView text) {
  Bytes written;
  json::append_string(written, text);
  const auto token = json::parse(written);
  require(token && token->kind == json::Kind::string, "a written string is a JSON string");
  require(json::text_of(*token) == text, "a written string reads as what was written");
}

void check_document(ByteView document, const json::Token& root) {
  const auto again = json::parse(root.raw);
  require(again && again->raw == root.raw && again->kind == root.kind, "a value alone is the same value");
  require(*json::with_raw(document, "", root.raw) == document, "putting back what was there changes nothing");
  for (const auto& child : json::find_all(root, "/*")) {
    const auto alone = json::parse(child.raw);
    require(alone && alone->kind == child.kind, "each child is JSON by itself");
    if (child.kind == json::Kind::string) check_string(json::text_of(child));
  }
  for (const auto pointer : {"/a/0", "/b", "/0", "/headers/0/1"}) {
    if (!json::find(root, pointer)) continue;
    const auto edited = json::with_text(document, pointer, "\"5\\");
    require(static_cast<bool>(edited), "what is there can be edited");
    const auto now = json::parse(*edited);
    require(now && json::text_of(*json::find(*now, pointer)) == "\"5\\", "an edit is found where it was made");
  }
}

}  // namespace

void check_json(ByteView input) {
  check_string(input);
  if (const auto root = json::parse(input)) check_document(input, *root);
}

}  // namespace hookctl::fuzz
