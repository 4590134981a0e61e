#include "capture/redaction_rule.h"

#include <fmt/format.h>

#include <array>
#include <optional>

#include "base/text.h"

namespace hookctl::capture {
namespace {

struct Form {
  std::string_view prefix;
  RedactionPlace place;
};

constexpr std::array<Form, 3> forms{{
    {"json:", RedactionPlace::json},
    {"header:", RedactionPlace::header},
    {"query:", RedactionPlace::query},
}};

Error not_a_rule(std::string_view text) {
  return Error{fmt::format("'{}' is no rule of redaction", escape_for_terminal(text)),
               "say what is to be redacted: json:/customer/email, header:X-Customer or query:token"};
}

/// One segment of a pointer with `~1` and `~0` resolved; nothing when a `~` stands for neither.
std::optional<Bytes> unescaped(std::string_view segment) {
  Bytes out;
  for (std::size_t i = 0; i < segment.size(); ++i) {
    if (segment[i] != '~') {
      out += segment[i];
      continue;
    }
    if (++i == segment.size() || (segment[i] != '0' && segment[i] != '1')) return std::nullopt;
    out += segment[i] == '1' ? '/' : '~';
  }
  return out;
}

Result<RedactionRule> with_path(RedactionRule rule, std::string_view pointer) {
  if (pointer.empty()) return rule;
  if (pointer.front() != '/') return not_a_rule(rule.text);
  for (const auto segment : split(pointer.substr(1), '/')) {
    auto step = unescaped(segment);
    if (!step) return not_a_rule(rule.text);
    rule.path.push_back(*std::move(step));
  }
  return rule;
}

}  // namespace

Result<RedactionRule> parse_redaction_rule(std::string_view text) {
  for (const auto& [prefix, place] : forms) {
    if (!text.starts_with(prefix)) continue;
    RedactionRule rule{.place = place, .text = std::string(text)};
    const auto rest = text.substr(prefix.size());
    if (place == RedactionPlace::json) return with_path(std::move(rule), rest);
    if (rest.empty()) return not_a_rule(text);
    rule.name = rest;
    return rule;
  }
  return not_a_rule(text);
}

}  // namespace hookctl::capture
