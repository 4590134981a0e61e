#include "flow/difference.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>

#include "base/json.h"
#include "base/lower.h"
#include "base/text.h"

namespace hookctl::flow {
namespace {

using json::Token;

bool holds(const std::vector<std::string>& names, std::string_view name) {
  return std::any_of(names.begin(), names.end(), [&](const std::string& each) { return iequals(each, name); });
}

/// Gathers the differences of one pair.
class Comparison {
 public:
  Comparison(const capture::Capture& left, const capture::Capture& right, const Ignored& ignored)
      : left_(left), right_(right), ignored_(ignored) {}

  std::vector<Difference> all() {
    compare("method", left_.request.method, right_.request.method);
    compare("target", left_.request.target, right_.request.target);
    compare_headers();
    compare_bodies();
    return std::move(found_);
  }

 private:
  void compare(std::string_view part, const std::string& left, const std::string& right) {
    if (left != right) found_.push_back({std::string(part), {}, left, right});
  }

  bool is_ignored_header(std::string_view name) const {
    return std::any_of(ignored_.headers.begin(), ignored_.headers.end(),
                       [&](const std::string& pattern) { return matches_pattern(lower(name), lower(pattern)); });
  }

  bool is_ignored(const std::string& pointer) const {
    return std::find(ignored_.pointers.begin(), ignored_.pointers.end(), pointer) != ignored_.pointers.end();
  }

  static std::optional<std::string> value_of(const capture::Capture& of, std::string_view name) {
    if (holds(of.masked, name)) return "(masked)";
    const auto values = of.request.headers.all(name);
    if (values.empty()) return std::nullopt;
    return fmt::format("{}", fmt::join(values, ", "));
  }

  void compare_headers() {
    std::vector<std::string> names;
    for (const auto* capture : {&left_, &right_}) {
      for (const auto& field : capture->request.headers) {
        if (!holds(names, field.name) && !is_ignored_header(field.name)) names.push_back(field.name);
      }
    }
    for (const auto& name : names) {
      auto left = value_of(left_, name), right = value_of(right_, name);
      if (left != right) found_.push_back({"header", name, std::move(left), std::move(right)});
    }
  }

  void compare_bodies() {
    const auto& left = left_.request.body;
    const auto& right = right_.request.body;
    if (left == right) return;
    const auto left_root = json::parse(left), right_root = json::parse(right);
    if (!left_root || !right_root) return differ_from(left, right);
    const auto before = found_.size();
    is_without_difference_ = true;
    compare_json("", *left_root, *right_root);
    if (found_.size() == before && is_without_difference_) {
      found_.push_back({.part = "body",
                        .name = {},
                        .note = fmt::format("the same JSON, written in another way from byte {} on",
                                            first_difference(left, right))});
    }
  }

  static std::size_t first_difference(ByteView left, ByteView right) {
    return static_cast<std::size_t>(std::mismatch(left.begin(), left.end(), right.begin(), right.end()).first -
                                    left.begin());
  }

  /// Bytes that are no JSON: sizes, and a few bytes from where they part.
  void differ_from(ByteView left, ByteView right) {
    const auto at = first_difference(left, right);
    const auto say = [&](ByteView bytes) {
      return fmt::format("{} bytes, at byte {}: {}", bytes.size(), at, bytes.substr(at, 24));
    };
    found_.push_back({"body", {}, say(left), say(right)});
  }

  void compare_json(const std::string& pointer, const Token& left, const Token& right) {
    if (is_ignored(pointer)) {
      is_without_difference_ = is_without_difference_ && left.raw == right.raw;
      return;
    }
    if (left.kind == right.kind) {
      if (left.kind == json::Kind::object) return compare_objects(pointer, left, right);
      if (left.kind == json::Kind::array) return compare_arrays(pointer, left, right);
      if (json::text_of(left) == json::text_of(right)) return;
    }
    found_.push_back({"json", pointer, std::string(left.raw), std::string(right.raw)});
  }

  void compare_objects(const std::string& pointer, const Token& left, const Token& right) {
    const auto lefts = json::members(left), rights = json::members(right);
    const auto find = [](const std::vector<json::Member>& among, const std::string& key) -> const Token* {
      const auto found = std::find_if(among.rbegin(), among.rend(), [&](const auto& each) { return each.key == key; });
      return found == among.rend() ? nullptr : &found->value;
    };
    for (const auto& [key, value] : lefts) compare_places(below(pointer, key), &value, find(rights, key));
    for (const auto& [key, value] : rights) {
      if (find(lefts, key) == nullptr) compare_places(below(pointer, key), nullptr, &value);
    }
  }

  void compare_arrays(const std::string& pointer, const Token& left, const Token& right) {
    const auto lefts = json::find_all(left, "/*"), rights = json::find_all(right, "/*");
    for (std::size_t i = 0; i < std::max(lefts.size(), rights.size()); ++i) {
      compare_places(below(pointer, std::to_string(i)), i < lefts.size() ? &lefts[i] : nullptr,
                     i < rights.size() ? &rights[i] : nullptr);
    }
  }

  void compare_places(const std::string& pointer, const Token* left, const Token* right) {
    if (left != nullptr && right != nullptr) return compare_json(pointer, *left, *right);
    if (is_ignored(pointer)) {
      is_without_difference_ = false;
      return;
    }
    const auto raw = [](const Token* token) {
      return token == nullptr ? std::nullopt : std::optional<std::string>(token->raw);
    };
    found_.push_back({"json", pointer, raw(left), raw(right)});
  }

  /// RFC 6901: `~` is `~0` and `/` is `~1` in a key.
  static std::string below(const std::string& pointer, std::string_view key) {
    auto text = pointer + "/";
    for (const char c : key) text += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    return text;
  }

  const capture::Capture& left_;
  const capture::Capture& right_;
  const Ignored& ignored_;
  std::vector<Difference> found_ = {};
  bool is_without_difference_ = true;  // of what is ignored in the bodies
};

}  // namespace

std::vector<Difference> differences(const capture::Capture& left, const capture::Capture& right,
                                    const Ignored& ignored) {
  return Comparison(left, right, ignored).all();
}

}  // namespace hookctl::flow
