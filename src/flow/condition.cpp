#include "flow/condition.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "flow/event_key.h"

namespace hookctl::flow {
namespace {

using capture::Capture;
using capture::EventNote;

struct Field {
  std::string_view name;
  std::string (*read)(const Capture&);
};

template <std::string EventNote::*Member>
std::string of_event(const Capture& capture) {
  return capture.event ? (*capture.event).*Member : std::string{};
}

std::string path_of(const Capture& capture) {
  return capture.request.target.substr(0, capture.request.target.find('?'));
}

std::string event_of(const Capture& capture) {
  const auto type = of_event<&EventNote::type>(capture);
  return type.empty() ? of_event<&EventNote::raw_status>(capture) : type;
}

constexpr std::array fields{
    Field{"provider", [](const Capture& c) { return c.verdict.provider; }},
    Field{"id", of_event<&EventNote::id>},
    Field{"subject", of_event<&EventNote::subject>},
    Field{"type", of_event<&EventNote::type>},
    Field{"status", of_event<&EventNote::status>},
    Field{"raw_status", of_event<&EventNote::raw_status>},
    Field{"event", event_of},
    Field{"verdict", [](const Capture& c) { return std::string(to_text(c.verdict.state)); }},
    Field{"reason", [](const Capture& c) { return std::string(to_text(c.verdict.reason)); }},
    Field{"method", [](const Capture& c) { return c.request.method; }},
    Field{"target", [](const Capture& c) { return c.request.target; }},
    Field{"path", path_of},
    Field{"answer", [](const Capture& c) { return c.response ? std::to_string(c.response->status) : std::string{}; }},
};

Error unknown_field(std::string_view name) {
  std::vector<std::string_view> known;
  for (const auto& field : fields) known.push_back(field.name);
  known.insert(known.end(), {"header:NAME", "json:/pointer"});
  return {fmt::format("unknown field '{}'", name), did_you_mean(name, known)};
}

Result<std::function<std::string(const Capture&)>> reader_of(std::string_view name) {
  const auto field = std::find_if(fields.begin(), fields.end(), [&](const Field& f) { return f.name == name; });
  if (field != fields.end()) return std::function<std::string(const Capture&)>(field->read);
  const auto key = name.find(':') == name.npos ? Result<EventKey>(Error{}) : EventKey::parse(name);
  if (!key) return unknown_field(name);
  return std::function<std::string(const Capture&)>([key = *key](const Capture& c) { return key.of(c.request); });
}

}  // namespace

Result<Condition::Term> Condition::parse_term(std::string_view text) {
  const auto equals = text.find('=');
  if (equals == text.npos || equals == 0) {
    return Error{fmt::format("cannot read '{}' as a condition", text),
                 "write FIELD=VALUE, such as status=succeeded or type=payment.*"};
  }
  const bool is_negated = text[equals - 1] == '!';
  auto read = reader_of(trim(text.substr(0, is_negated ? equals - 1 : equals)));
  if (!read) return read.error();
  Term term{*std::move(read), {}, is_negated};
  for (const auto pattern : split(text.substr(equals + 1), '|')) term.patterns.emplace_back(trim(pattern));
  return term;
}

Result<Condition> Condition::parse(std::string_view text) {
  Condition condition;
  for (const auto part : split(text, ',')) {
    auto term = parse_term(part);
    if (!term) return term.error();
    condition.terms_.push_back(*std::move(term));
  }
  return condition;
}

bool Condition::holds(const Capture& capture) const {
  return std::all_of(terms_.begin(), terms_.end(), [&](const Term& term) {
    const auto value = term.read(capture);
    const bool found = std::any_of(term.patterns.begin(), term.patterns.end(),
                                   [&](const std::string& pattern) { return matches_pattern(value, pattern); });
    return found != term.is_negated;
  });
}

}  // namespace hookctl::flow
