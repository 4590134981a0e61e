#include "capture/redact_body.h"

#include <algorithm>

#include "base/json.h"

namespace hookctl::capture {
namespace {

using json::Kind;
using json::Token;

/// A value that a rule names.
struct Hit {
  Token value;
  const RedactionRule* rule;
};

bool is_list(const Token& token) { return token.kind == Kind::array || token.kind == Kind::object; }

bool is_redacted(const Token& token) { return token.kind == Kind::string && is_placeholder(json::text_of(token)); }

/// Of equal keys all are meant: any of them may hold the value.
std::vector<Token> children_named(const Token& parent, const Bytes& step) {
  if (step == "*") return json::find_all(parent, "/*");
  std::vector<Token> found;
  if (parent.kind == Kind::object) {
    for (const auto& [key, value] : json::members(parent)) {
      if (key == step) found.push_back(value);
    }
  } else if (step.find_first_not_of("0123456789") == step.npos) {
    found = json::find_all(parent, "/" + step);
  }
  return found;
}

void find_hits(const Token& token, const RedactionRule& rule, std::span<const Bytes> path, std::vector<Hit>& hits) {
  if (path.empty()) {
    if (!is_redacted(token)) hits.push_back({token, &rule});
    return;
  }
  for (const auto& child : children_named(token, path.front())) find_hits(child, rule, path.subspan(1), hits);
}

void add_texts(const Token& token, std::vector<Bytes>& texts) {
  if (!is_list(token)) return texts.push_back(json::text_of(token));
  for (const auto& child : json::find_all(token, "/*")) add_texts(child, texts);
}

/// By where they begin; of those that begin together the longest first.
bool stands_before(const Hit& left, const Hit& right) {
  if (left.value.raw.data() != right.value.raw.data()) return left.value.raw.data() < right.value.raw.data();
  return left.value.raw.size() > right.value.raw.size();
}

void note_rule(std::vector<std::string>& rules, const std::string& text) {
  if (std::find(rules.begin(), rules.end(), text) == rules.end()) rules.push_back(text);
}

std::vector<Hit> find_all_hits(const Token& root, std::span<const RedactionRule> rules) {
  std::vector<Hit> hits;
  for (const auto& rule : rules) {
    if (rule.place == RedactionPlace::json) find_hits(root, rule, rule.path, hits);
  }
  std::stable_sort(hits.begin(), hits.end(), stands_before);
  return hits;
}

RedactedBody without(ByteView document, std::span<const Hit> hits, const Placeholders& placeholders) {
  RedactedBody redacted;
  std::size_t done = 0;
  for (const auto& [value, rule] : hits) {
    note_rule(redacted.rules, rule->text);
    const auto start = static_cast<std::size_t>(value.raw.data() - document.data());
    if (start < done) continue;
    add_texts(value, redacted.taken);
    redacted.bytes += document.substr(done, start - done);
    json::append_string(redacted.bytes, placeholders.of(is_list(value) ? Bytes(value.raw) : json::text_of(value)));
    done = start + value.raw.size();
  }
  redacted.bytes += document.substr(done);
  return redacted;
}

bool is_about_json(std::span<const RedactionRule> rules) {
  return std::any_of(rules.begin(), rules.end(),
                     [](const RedactionRule& rule) { return rule.place == RedactionPlace::json; });
}

}  // namespace

std::optional<RedactedBody> redact_body(ByteView body, std::span<const RedactionRule> rules,
                                        const Placeholders& placeholders) {
  if (body.empty() || is_placeholder(body) || !is_about_json(rules)) return std::nullopt;
  const auto root = json::parse(body);
  if (!root) return RedactedBody{.bytes = placeholders.of(body), .rules = {"body"}};
  const auto hits = find_all_hits(*root, rules);
  if (hits.empty()) return std::nullopt;
  return without(body, hits, placeholders);
}

}  // namespace hookctl::capture
