#include "report/providers.h"

#include <fmt/format.h>

#include <array>

#include "base/text.h"
#include "base/units.h"
#include "report/json_line.h"

namespace hookctl::report {
namespace {

using provider::Provider;
using signature::Scheme;

std::string_view to_text(signature::Algorithm algorithm) { return signature::row_of(algorithm).name; }

std::string_view to_text(signature::KeyRule rule) {
  constexpr std::array<std::string_view, 4> words{"the secret's text", "the text after whsec_, not decoded",
                                                  "base64-decoded, without whsec_",
                                                  "base64-decoded behind whsec_, else the text"};
  return words[static_cast<std::size_t>(rule)];
}

std::string visible(std::string_view input) {
  std::string text;
  for (const char c : input) text += c == '\n' ? std::string("\\n") : std::string(1, c);
  return text;
}

std::string place_text(const signature::Place& place) {
  return place.header.empty() ? fmt::format("body {}", place.pointer) : std::string(place.header);
}

std::string_view unit_text(signature::TimeUnit unit) {
  constexpr std::array<std::string_view, 3> words{"Unix seconds", "Unix milliseconds", "RFC 3339"};
  return words[static_cast<std::size_t>(unit)];
}

std::string allowed_text(const std::optional<Seconds>& allowed) {
  return allowed ? fmt::format("{} s", allowed->count()) : "any";
}

/// Where the timestamp stands, how it is written and how far it may be off; nothing for a scheme without one.
std::string timestamp_text(const Scheme& scheme) {
  if (scheme.timestamp.empty() && scheme.timestamp_field.empty()) return {};
  const auto where = scheme.timestamp.empty() ? fmt::format("field {} of the signature", scheme.timestamp_field)
                                              : place_text(scheme.timestamp);
  return fmt::format("{} ({}{}); {} old and {} ahead at most", where, unit_text(scheme.unit),
                     signs_time(scheme) ? "" : ", not signed", allowed_text(scheme.tolerance.past),
                     allowed_text(scheme.tolerance.future));
}

std::string scheme_summary(const Scheme& scheme) {
  if (scheme.algorithm == signature::Algorithm::token)
    return fmt::format("static token in {}", place_text(scheme.signature));
  return fmt::format("{} {} of {} in {}", to_text(scheme.algorithm),
                     scheme.encoding == signature::Encoding::hex ? "hex" : "base64", visible(scheme.input),
                     place_text(scheme.signature));
}

std::string scheme_text(const Scheme& scheme) {
  auto text = fmt::format("  {:<8} {}\n", scheme.name, scheme_summary(scheme));
  if (!scheme.prefix.empty()) text += fmt::format("           prefix: {}\n", scheme.prefix);
  if (!scheme.id.empty()) text += fmt::format("           id: {}\n", place_text(scheme.id));
  if (const auto time = timestamp_text(scheme); !time.empty()) text += fmt::format("           timestamp: {}\n", time);
  if (signature::row_of(scheme.algorithm).family == signature::Family::mac) {
    text += fmt::format("           key: {}\n", to_text(scheme.key));
  }
  return text;
}

std::string retries_text(const retry::Schedule& schedule) {
  auto text = fmt::format("  {} attempts, {} to answer, documented: {}\n", schedule.delays.size() + 1,
                          hookctl::to_text(schedule.timeout), to_text(schedule.documented));
  text += "  delays:";
  for (const auto delay : schedule.delays) text += fmt::format(" {}", hookctl::to_text(delay));
  text += "\n";
  if (schedule.window) text += fmt::format("  window: {}\n", hookctl::to_text(*schedule.window));
  for (const auto& range : schedule.permanent)
    text += fmt::format("  never again after: {}–{}\n", range.low, range.high);
  if (!schedule.note.empty()) text += fmt::format("  note: {}\n", schedule.note);
  if (!schedule.source.empty()) text += fmt::format("  source: {}\n", schedule.source);
  return text;
}

Json allowed_json(const std::optional<Seconds>& allowed) { return allowed ? Json(allowed->count()) : Json(nullptr); }

Json place_json(const signature::Place& place) { return place.empty() ? Json(nullptr) : Json(place_text(place)); }

Json scheme_json(const Scheme& scheme) {
  return {{"name", scheme.name},
          {"algorithm", to_text(scheme.algorithm)},
          {"signed", scheme.input},
          {"signature", place_json(scheme.signature)},
          {"prefix", or_null(scheme.prefix)},
          {"encoding", scheme.encoding == signature::Encoding::hex ? "hex" : "base64"},
          {"multiple_signatures", scheme.layout != signature::Layout::single},
          {"id", place_json(scheme.id)},
          {"timestamp", or_null(timestamp_text(scheme))},
          {"tolerance_past_s", signs_time(scheme) ? allowed_json(scheme.tolerance.past) : Json(nullptr)},
          {"tolerance_future_s", signs_time(scheme) ? allowed_json(scheme.tolerance.future) : Json(nullptr)}};
}

Json retries_json(const retry::Schedule& schedule) {
  auto delays = Json::array();
  for (const auto delay : schedule.delays) delays.push_back(delay.count());
  return {{"documented", to_text(schedule.documented)},
          {"delays_ms", delays},
          {"timeout_ms", schedule.timeout.count()},
          {"window_ms", schedule.window ? Json(schedule.window->count()) : Json(nullptr)},
          {"jitter", schedule.jitter},
          {"source", or_null(schedule.source)},
          {"note", or_null(schedule.note)}};
}

}  // namespace

std::string provider_list_text(std::span<const Provider> rows) {
  std::string text;
  for (const auto& row : rows) {
    const auto signs = row.schemes.empty() ? "unsigned" : scheme_summary(row.schemes.front());
    text += fmt::format("{:<18}  {:<38}  {:>2} attempts (documented: {})\n                    {}\n", row.name,
                        escape_for_terminal(row.title), row.retries.delays.size() + 1, to_text(row.retries.documented),
                        signs);
    if (!row.defined_in.empty()) text += fmt::format("                    yours: {}\n", row.defined_in);
  }
  return text;
}

std::string provider_text(const Provider& row) {
  auto text = fmt::format("{}  {}\n", row.name, escape_for_terminal(row.title));
  if (!row.defined_in.empty()) text += fmt::format("  yours: {}\n", row.defined_in);
  if (!row.docs.empty()) text += fmt::format("  {}\n", escape_for_terminal(row.docs));
  text += "\nschemes\n";
  if (row.schemes.empty()) text += "  none: its deliveries are not signed\n";
  for (const auto& scheme : row.schemes) text += scheme_text(scheme);
  text +=
      "\nretries (see: hookctl simulate --provider " + std::string(row.name) + " --plan)\n" + retries_text(row.retries);
  if (!row.gives_up.empty()) text += fmt::format("  in the end: {}\n", row.gives_up);
  text += "\nevent\n";
  for (const auto& place : row.event.id) text += fmt::format("  id: {}\n", place_text(place));
  if (!row.event.status.empty()) text += fmt::format("  status: body {}\n", row.event.status);
  for (const auto& [word, status] : row.event.statuses)
    text += fmt::format("    {} = {}\n", word, hookctl::to_text(status));
  for (const auto pointer : row.event.outputs) text += fmt::format("  outputs: body {}\n", pointer);
  if (!row.notes.empty()) text += "\nnotes\n";
  for (const auto note : row.notes) text += fmt::format("  {}\n", note);
  return text;
}

std::string provider_json(const Provider& row) {
  auto object = object_of("provider");
  auto schemes = Json::array();
  for (const auto& scheme : row.schemes) schemes.push_back(scheme_json(scheme));
  auto samples = Json::object();
  for (const auto& sample : row.samples) samples[std::string(sample.name)] = sample.body;
  object.update(Json{{"name", row.name},
                     {"title", row.title},
                     {"docs", or_null(row.docs)},
                     {"defined_in", or_null(row.defined_in)},
                     {"schemes", schemes},
                     {"retry", retries_json(row.retries)},
                     {"gives_up", or_null(row.gives_up)},
                     {"samples", samples},
                     {"notes", row.notes}});
  return line_of(object);
}

}  // namespace hookctl::report
