#include "report/providers.h"

#include <fmt/format.h>

#include <array>

#include "base/units.h"
#include "report/json_line.h"

namespace hookctl::report {
namespace {

using provider::Provider;
using signature::Scheme;

std::string_view to_text(signature::Algorithm algorithm) {
  constexpr std::array<std::string_view, 3> words{"hmac-sha256", "ed25519", "token"};
  return words[static_cast<std::size_t>(algorithm)];
}

std::string_view to_text(signature::KeyRule rule) {
  constexpr std::array<std::string_view, 3> words{"the secret's text", "the text after whsec_, not decoded",
                                                  "base64-decoded, without whsec_"};
  return words[static_cast<std::size_t>(rule)];
}

std::string visible(std::string_view input) {
  std::string text;
  for (const char c : input) text += c == '\n' ? std::string("\\n") : std::string(1, c);
  return text;
}

std::string scheme_summary(const Scheme& scheme) {
  if (scheme.algorithm == signature::Algorithm::token)
    return fmt::format("static token in {}", scheme.signature_header);
  return fmt::format("{} {} of {} in {}", to_text(scheme.algorithm),
                     scheme.encoding == signature::Encoding::hex ? "hex" : "base64", visible(scheme.input),
                     scheme.signature_header);
}

std::string scheme_text(const Scheme& scheme) {
  auto text = fmt::format("  {:<8} {}\n", scheme.name, scheme_summary(scheme));
  if (!scheme.prefix.empty()) text += fmt::format("           prefix: {}\n", scheme.prefix);
  if (!scheme.id_header.empty()) text += fmt::format("           id: {}\n", scheme.id_header);
  if (!scheme.timestamp_header.empty()) {
    text += fmt::format("           timestamp: {} (Unix seconds), {} s old or {} s ahead at most\n",
                        scheme.timestamp_header, scheme.tolerance.past.count(), scheme.tolerance.future.count());
  }
  if (scheme.algorithm == signature::Algorithm::hmac_sha256) {
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

std::string place_text(const provider::Place& place) {
  return place.header.empty() ? fmt::format("body {}", place.pointer) : fmt::format("header {}", place.header);
}

Json scheme_json(const Scheme& scheme) {
  return {{"name", scheme.name},
          {"algorithm", to_text(scheme.algorithm)},
          {"signed", scheme.input},
          {"signature_header", scheme.signature_header},
          {"prefix", or_null(scheme.prefix)},
          {"encoding", scheme.encoding == signature::Encoding::hex ? "hex" : "base64"},
          {"multiple_signatures", scheme.layout == signature::Layout::list},
          {"id_header", or_null(scheme.id_header)},
          {"timestamp_header", or_null(scheme.timestamp_header)},
          {"tolerance_past_s", signs_time(scheme) ? Json(scheme.tolerance.past.count()) : Json(nullptr)},
          {"tolerance_future_s", signs_time(scheme) ? Json(scheme.tolerance.future.count()) : Json(nullptr)}};
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
                        row.title, row.retries.delays.size() + 1, to_text(row.retries.documented), signs);
  }
  return text;
}

std::string provider_text(const Provider& row) {
  auto text = fmt::format("{}  {}\n  {}\n\nschemes\n", row.name, row.title, row.docs);
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
                     {"docs", row.docs},
                     {"schemes", schemes},
                     {"retry", retries_json(row.retries)},
                     {"gives_up", or_null(row.gives_up)},
                     {"samples", samples},
                     {"notes", row.notes}});
  return line_of(object);
}

}  // namespace hookctl::report
