#include "signature/explain_input.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "base/time_text.h"
#include "signature/received.h"

namespace hookctl::signature {
namespace {

constexpr std::string_view built_otherwise =
    "The sender builds the signed text unlike this scheme says; compare the parts, their order and the separators";
constexpr std::string_view other_time =
    "The sender signed another timestamp than the header carries; take the time once and use it for both";
constexpr std::string_view other_id = "The sender signed another id than the header carries; use the same for both";

struct InputRow {
  std::string_view name;
  std::string_view input;
};

constexpr std::array rows{
    InputRow{"timestamp and id left out: the body alone signed", "{body}"},
    InputRow{"timestamp.body signed", "{ts}.{body}"},
    InputRow{"timestamp:body signed", "{ts}:{body}"},
    InputRow{"timestamp and body signed without a separator", "{ts}{body}"},
    InputRow{"timestamp, newline and body signed", "{ts}\n{body}"},
    InputRow{"v0:timestamp:body signed", "v0:{ts}:{body}"},
    InputRow{"v1:timestamp:body signed", "v1:{ts}:{body}"},
    InputRow{"v0.timestamp.body signed", "v0.{ts}.{body}"},
    InputRow{"id.timestamp.body signed", "{id}.{ts}.{body}"},
    InputRow{"id:timestamp:body signed", "{id}:{ts}:{body}"},
    InputRow{"id, timestamp and body signed with newlines between", "{id}\n{ts}\n{body}"},
    InputRow{"id, timestamp and body signed without separators", "{id}{ts}{body}"},
    InputRow{"id.body signed", "{id}.{body}"},
    InputRow{"timestamp.id.body signed", "{ts}.{id}.{body}"},
    InputRow{"body.timestamp signed", "{body}.{ts}"},
    InputRow{"body:timestamp signed", "{body}:{ts}"},
    InputRow{"body and timestamp signed without a separator", "{body}{ts}"},
    InputRow{"body.id signed", "{body}.{id}"},
    InputRow{"body.timestamp.id signed", "{body}.{ts}.{id}"},
    InputRow{"hash of the body signed instead of the body", "{sha256}"},
    InputRow{"timestamp.hash of the body signed", "{ts}.{sha256}"},
    InputRow{"id.timestamp.hash of the body signed", "{id}.{ts}.{sha256}"},
    InputRow{"URL and body signed", "{url}{body}"},
    InputRow{"body and URL signed", "{body}{url}"},
    InputRow{"method, URL and body signed", "{method}{url}{body}"},
    InputRow{"method, URL, body and timestamp signed", "{method}{url}{body}{ts}"},
    InputRow{"URL and sorted form parameters signed", "{url}{form}"},
    InputRow{"timestamp.URL.body signed", "{ts}.{url}.{body}"},
    InputRow{"timestamp alone signed", "{ts}"},
    InputRow{"id.timestamp signed", "{id}.{ts}"},
};

constexpr std::array<std::string_view, 7> time_members{"/timestamp", "/created_at", "/created",         "/createdAt",
                                                       "/time",      "/event_time", "/webhookTimestamp"};
constexpr std::array<std::string_view, 4> id_members{"/id", "/event_id", "/eventId", "/request_id"};

bool ends_with(std::string_view name, std::string_view end) {
  return name.size() >= end.size() && iequals(name.substr(name.size() - end.size()), end);
}

std::vector<std::string> header_values(const Source& source, std::string_view end) {
  std::vector<std::string> found;
  for (const auto& field : source.request().headers) {
    if (ends_with(field.name, end)) found.push_back(field.value);
  }
  return found;
}

/// Adds what is new, and no more than a delivery can sensibly hold.
void add_new(std::vector<std::string>& texts, std::string text) {
  constexpr std::size_t most = 12;
  if (text.empty() || text.size() > 128 || texts.size() == most) return;
  if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(std::move(text));
}

/// The same point of time in every unit, and a digit's slip away.
void add_units(std::vector<std::string>& texts, std::string_view text) {
  std::optional<Instant> at = parse_timestamp(TimeUnit::iso, text);
  if (!at) at = parse_timestamp(text.size() > 11 ? TimeUnit::millis : TimeUnit::seconds, text);
  if (!at) return;
  for (const auto unit : {TimeUnit::seconds, TimeUnit::millis, TimeUnit::iso})
    add_new(texts, timestamp_text(unit, *at));
}

/// The timestamp of the delivery, then all others that it carries.
std::vector<std::string> timestamps(const Scheme& scheme, const Source& source) {
  std::vector<std::string> found;
  add_new(found, timestamp_of(scheme, source));
  if (!found.empty()) add_units(found, std::string(found.front()));
  for (auto& value : source.values(scheme.timestamp)) add_new(found, std::move(value));
  for (auto& value : header_values(source, "timestamp")) add_new(found, std::move(value));
  for (const auto& value : source.values(scheme.signature)) {
    for (const auto part : split(value, ',')) {
      if (trim(part).starts_with("t=")) add_new(found, std::string(trim(part).substr(2)));
    }
  }
  for (const auto member : time_members) {
    const auto value = source.only({.pointer = member}).value_or("");
    add_new(found, value);
    add_units(found, value);
  }
  return found;
}

std::vector<std::string> ids(const Scheme& scheme, const Source& source) {
  std::vector<std::string> found;
  for (auto& value : source.values(scheme.id)) add_new(found, std::move(value));
  for (auto& value : header_values(source, "-id")) add_new(found, std::move(value));
  for (const auto member : id_members) add_new(found, source.only({.pointer = member}).value_or(""));
  return found;
}

std::string first_of(const std::vector<std::string>& texts) { return texts.empty() ? std::string{} : texts.front(); }

bool holds(std::string_view input, std::string_view placeholder) { return input.find(placeholder) != input.npos; }

}  // namespace

std::string timestamp_of(const Scheme& scheme, const Source& source) {
  if (scheme.timestamp_field.empty()) return first_of(source.values(scheme.timestamp));
  for (const auto& value : source.values(scheme.signature)) {
    for (const auto part : split(value, scheme.separator)) {
      const auto entry = trim(part);
      const bool named =
          entry.starts_with(scheme.timestamp_field) && entry.substr(scheme.timestamp_field.size(), 1) == "=";
      if (named) return std::string(entry.substr(scheme.timestamp_field.size() + 1));
    }
  }
  return {};
}

std::vector<Form<Wording>> wordings(const Scheme& scheme, const Source& source) {
  const auto all_times = timestamps(scheme, source), all_ids = ids(scheme, source);
  const auto own_id = first_of(source.values(scheme.id));
  const Wording base{std::string(scheme.input), own_id, timestamp_of(scheme, source)};
  std::vector<Form<Wording>> forms{{{}, base}};
  const Wording filled{base.input, first_of(all_ids), first_of(all_times)};
  for (const auto& row : rows) {
    const bool lacks = (holds(row.input, "{ts}") && filled.timestamp.empty()) ||
                       (holds(row.input, "{id}") && filled.id.empty()) || row.input == scheme.input;
    if (lacks) continue;
    const int size = holds(row.input, "{body}") ? 2 : 3;
    forms.push_back({{Class::input, std::string(row.name), std::string(built_otherwise), 1, size},
                     {std::string(row.input), filled.id, filled.timestamp}});
  }
  for (const auto& time : all_times) {
    if (!holds(scheme.input, "{ts}") || time == base.timestamp) continue;
    forms.push_back({{Class::input, fmt::format("another timestamp signed: {}", time), std::string(other_time), 1, 2},
                     {base.input, base.id, time}});
  }
  for (const auto& id : all_ids) {
    if (!holds(scheme.input, "{id}") || id == base.id) continue;
    forms.push_back({{Class::input, fmt::format("another id signed: {}", id), std::string(other_id), 1, 2},
                     {base.input, id, base.timestamp}});
  }
  return forms;
}

}  // namespace hookctl::signature
