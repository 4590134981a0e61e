#include "capture/carry_unknown.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/json.h"

namespace hookctl::capture {
namespace {

using json::Kind;
using json::Token;

constexpr std::string_view base64_end = "_b64";

/// `body` and `body_b64` are spellings of one member.
std::string_view plain_name(std::string_view key) {
  if (key.ends_with(base64_end)) key.remove_suffix(base64_end.size());
  return key;
}

/// The first of the members of that name, in either spelling; readers of records take the first, too.
const json::Member* member_named(const std::vector<json::Member>& members, std::string_view key) {
  const auto found = std::find_if(members.begin(), members.end(), [&](const json::Member& member) {
    return plain_name(member.key) == plain_name(key);
  });
  return found == members.end() ? nullptr : &*found;
}

void append_merged(Bytes& out, const Token& old, const Token& now);

void append_object(Bytes& out, const Token& old, const Token& now) {
  const auto before = json::members(old), after = json::members(now);
  out += '{';
  const auto append_key = [&](const std::string& key) {
    if (out.back() != '{') out += ',';
    json::append_string(out, key);
    out += ':';
  };
  for (const auto& [key, value] : after) {
    append_key(key);
    const auto* was = member_named(before, key);
    append_merged(out, was == nullptr ? value : was->value, value);
  }
  for (const auto& [key, value] : before) {
    if (member_named(after, key) != nullptr) continue;
    append_key(key);
    out += value.raw;
  }
  out += '}';
}

void append_array(Bytes& out, const Token& old, const Token& now) {
  const auto before = json::find_all(old, "/*"), after = json::find_all(now, "/*");
  out += '[';
  for (std::size_t i = 0; i < after.size(); ++i) {
    if (i > 0) out += ',';
    append_merged(out, before.size() == after.size() ? before[i] : after[i], after[i]);
  }
  out += ']';
}

void append_merged(Bytes& out, const Token& old, const Token& now) {
  if (old.kind == Kind::object && now.kind == Kind::object) return append_object(out, old, now);
  if (old.kind == Kind::array && now.kind == Kind::array) return append_array(out, old, now);
  out += now.raw;
}

}  // namespace

Bytes carry_unknown(ByteView old_line, ByteView new_line) {
  const auto old = json::parse(old_line), now = json::parse(new_line);
  if (!old || !now) return Bytes(new_line);
  Bytes out;
  append_merged(out, *old, *now);
  out += '\n';
  return out;
}

}  // namespace hookctl::capture
