#include "flow/condition.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"

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

constexpr std::array fields{
    Field{"provider", [](const Capture& c) { return c.verdict.provider; }},
    Field{"id", of_event<&EventNote::id>},
    Field{"subject", of_event<&EventNote::subject>},
    Field{"status", of_event<&EventNote::status>},
    Field{"raw_status", of_event<&EventNote::raw_status>},
    Field{"verdict", [](const Capture& c) { return std::string(to_text(c.verdict.state)); }},
    Field{"reason", [](const Capture& c) { return std::string(to_text(c.verdict.reason)); }},
    Field{"method", [](const Capture& c) { return c.request.method; }},
    Field{"target", [](const Capture& c) { return c.request.target; }},
    Field{"answer", [](const Capture& c) { return c.response ? std::to_string(c.response->status) : std::string{}; }},
};

}  // namespace

Result<Condition> Condition::parse(std::string_view text) {
  std::vector<std::string_view> known;
  for (const auto& field : fields) known.push_back(field.name);
  Condition condition;
  for (const auto part : split(text, ',')) {
    const auto equals = part.find('=');
    if (equals == part.npos) {
      return Error{fmt::format("cannot read '{}' as a condition", part), "write FIELD=VALUE, such as status=succeeded"};
    }
    const auto name = trim(part.substr(0, equals));
    const auto field = std::find_if(fields.begin(), fields.end(), [&](const Field& f) { return f.name == name; });
    if (field == fields.end()) return Error{fmt::format("unknown field '{}'", name), did_you_mean(name, known)};
    condition.terms_.push_back({field->read, std::string(trim(part.substr(equals + 1)))});
  }
  return condition;
}

bool Condition::holds(const Capture& capture) const {
  return std::all_of(terms_.begin(), terms_.end(), [&](const Term& term) { return term.read(capture) == term.value; });
}

}  // namespace hookctl::flow
