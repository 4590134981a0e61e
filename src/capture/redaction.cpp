#include "capture/redaction.h"

#include <algorithm>
#include <array>

#include "base/recode.h"
#include "base/text.h"
#include "capture/redact_body.h"
#include "crypto/digest.h"

namespace hookctl::capture {
namespace {

/// Headers with a hash of the body that anybody can compute (RFC 1864, RFC 3230, RFC 9530).
constexpr std::array<std::string_view, 4> digests{"header:Content-MD5", "header:Digest", "header:Content-Digest",
                                                  "header:Repr-Digest"};

bool has_name(const std::vector<std::string>& names, std::string_view name) {
  return std::any_of(names.begin(), names.end(), [&](const std::string& other) { return iequals(other, name); });
}

/// A name or value of a query with its escapes resolved.
Bytes decoded(std::string_view escaped) {
  Bytes spaced(escaped);
  std::replace(spaced.begin(), spaced.end(), '+', ' ');
  return percent_decoded(spaced);
}

/// Without case, as a search that must not miss anything.
bool holds(ByteView bytes, std::string_view word) {
  const auto same = [](char left, char right) { return iequals({&left, 1}, {&right, 1}); };
  return std::search(bytes.begin(), bytes.end(), word.begin(), word.end(), same) != bytes.end();
}

/// What of a rule stands in a text where it applies: the name, or the last step of the path that has one.
std::string_view word_of(const RedactionRule& rule) {
  if (rule.place != RedactionPlace::json) return rule.name;
  const auto named = std::find_if(rule.path.rbegin(), rule.path.rend(), [](const Bytes& step) { return step != "*"; });
  return named == rule.path.rend() ? std::string_view{} : std::string_view(*named);
}

Result<std::vector<RedactionRule>> parse_all(std::span<const std::string> texts) {
  std::vector<RedactionRule> rules;
  for (const auto& text : texts) {
    auto rule = parse_redaction_rule(text);
    if (!rule) return rule.error();
    rules.push_back(*std::move(rule));
  }
  return rules;
}

bool redact_answers(std::vector<Forward>& forwards, std::span<const RedactionRule> rules,
                    const Placeholders& placeholders) {
  bool changed = false;
  for (auto& forward : forwards) {
    auto redacted = redact_body(forward.body, rules, placeholders);
    if (!redacted) continue;
    forward.body = std::move(redacted->bytes);
    changed = true;
  }
  return changed;
}

/// One capture on its way through rules.
class Pass {
 public:
  Pass(const Placeholders& placeholders, Capture& capture) : placeholders_(placeholders), capture_(capture) {}

  bool run(std::span<const RedactionRule> rules, std::span<const RedactionRule> proofs) {
    const bool body_changed = redact_request_body(rules);
    redact_head(rules);
    redact_event();
    if (body_changed) {
      const auto named = capture_.redacted;
      redact_request_body(proofs);
      redact_head(proofs);
      capture_.redacted = named;
    }
    return changed_;
  }

 private:
  bool redact_request_body(std::span<const RedactionRule> rules) {
    auto& body = capture_.request.body;
    auto redacted = redact_body(body, rules, placeholders_);
    if (!redacted) return false;
    for (const auto& rule : redacted->rules) note(rule);
    taken_ = std::move(redacted->taken);
    taken_.push_back(crypto::sha256_hex(body));  // the id of events that have no other
    body = std::move(redacted->bytes);
    return true;
  }

  void redact_head(std::span<const RedactionRule> rules) {
    for (const auto& rule : rules) {
      if (rule.place == RedactionPlace::header) redact_headers(rule);
      if (rule.place == RedactionPlace::query) redact_queries(rule);
    }
  }

  /// The placeholder of a value, which is remembered.
  std::string take(Bytes value) {
    taken_.push_back(std::move(value));
    return placeholders_.of(taken_.back());
  }

  bool is_open(const Header& field) const {
    return !field.value.empty() && !has_name(capture_.masked, field.name) && !is_placeholder(field.value);
  }

  void redact_headers(const RedactionRule& rule) {
    for (auto* fields : {&capture_.request.headers, &capture_.request.trailers}) {
      for (auto& field : *fields) {
        if (!iequals(field.name, rule.name) || !is_open(field)) continue;
        field.value = take(field.value);
        note(rule.text);
      }
    }
  }

  void redact_queries(const RedactionRule& rule) {
    redact_query(rule, capture_.request.target);
    if (capture_.public_url) redact_query(rule, *capture_.public_url);
  }

  void redact_query(const RedactionRule& rule, std::string& url) {
    const auto begin = url.find('?');
    if (begin == url.npos) return;
    const auto end = std::min(url.find('#', begin), url.size());
    auto changed = url.substr(0, begin);
    for (const auto part : split(std::string_view(url).substr(begin + 1, end - begin - 1), '&')) {
      changed += changed.size() == begin ? '?' : '&';
      const auto equals = std::min(part.find('='), part.size());
      const auto value = part.substr(std::min(equals + 1, part.size()));
      if (decoded(part.substr(0, equals)) != rule.name || value.empty() || is_placeholder(value)) {
        changed += part;
        continue;
      }
      changed.append(part.substr(0, equals + 1)).append(take(decoded(value)));
      note(rule.text);
    }
    url = changed + url.substr(end);
  }

  void redact_event() {
    if (!capture_.event) return;
    auto& event = *capture_.event;
    for (auto* text : {&event.id, &event.subject, &event.type, &event.raw_status, &event.key}) {
      if (tells(*text)) *text = placeholders_.of(*text);
    }
  }

  /// Whether a note about the event says what was taken out: it is one of the values or joins some (`a:b`).
  bool tells(std::string_view text) const {
    const auto is_taken = [&](std::string_view part) {
      return !part.empty() && std::find(taken_.begin(), taken_.end(), part) != taken_.end();
    };
    const auto parts = split(text, ':');
    return is_taken(text) || std::any_of(parts.begin(), parts.end(), is_taken);
  }

  void note(std::string_view rule) {
    changed_ = true;
    auto& names = capture_.redacted;
    if (std::find(names.begin(), names.end(), rule) == names.end()) names.emplace_back(rule);
  }

  const Placeholders& placeholders_;
  Capture& capture_;
  std::vector<Bytes> taken_ = {};
  bool changed_ = false;
};

}  // namespace

Redaction::Redaction(std::vector<RedactionRule> rules, std::vector<RedactionRule> proofs, Placeholders placeholders)
    : rules_(std::move(rules)), proofs_(std::move(proofs)), placeholders_(std::move(placeholders)) {}

Result<Redaction> Redaction::parse(std::span<const std::string> rules, std::span<const std::string> proofs,
                                   Placeholders placeholders) {
  std::vector<std::string> all_proofs(digests.begin(), digests.end());
  all_proofs.insert(all_proofs.end(), proofs.begin(), proofs.end());
  auto parsed = parse_all(rules);
  if (!parsed) return parsed.error();
  auto parsed_proofs = parse_all(all_proofs);
  if (!parsed_proofs) return parsed_proofs.error();
  return Redaction(*std::move(parsed), *std::move(parsed_proofs), std::move(placeholders));
}

bool Redaction::apply(Capture& capture) const {
  const bool changed = Pass(placeholders_, capture).run(rules_, proofs_);
  return redact_answers(capture.forwards, rules_, placeholders_) || changed;
}

bool Redaction::apply(Outcome& outcome) const { return redact_answers(outcome.forwards, rules_, placeholders_); }

bool Redaction::apply(Refused& refused) const {
  const bool named = std::any_of(rules_.begin(), rules_.end(),
                                 [&](const RedactionRule& rule) { return holds(refused.head, word_of(rule)); });
  if (!named || refused.head.empty() || is_placeholder(refused.head)) return false;
  refused.head = placeholders_.of(refused.head);
  return true;
}

}  // namespace hookctl::capture
