#include "report/providers.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "base/units.h"
#include "report/provider_words.h"

namespace hookctl::report {
namespace {

using provider::Provider;
using signature::Scheme;

/// A line of a section: `  to answer   30 s`. Nothing for an empty value.
std::string entry(std::string_view name, std::string_view value) {
  return value.empty() ? std::string{} : fmt::format("  {:<11} {}\n", name, value);
}

/// A section with its heading; nothing where it would be empty.
std::string section(std::string_view heading, std::string_view lines) {
  return lines.empty() ? std::string{} : fmt::format("\n{}\n{}", heading, lines);
}

std::string list_of(std::span<const std::string_view> lines) {
  std::string text;
  for (const auto line : lines) text += fmt::format("  {}\n", line);
  return text;
}

std::string visible(std::string_view input) {
  std::string text;
  for (const char c : input) text += c == '\n' ? std::string("\\n") : std::string(1, c);
  return text;
}

std::string scheme_summary(const Scheme& scheme) {
  const auto place = place_text(scheme.signature);
  switch (signature::row_of(scheme.algorithm).family) {
    case signature::Family::token:
      return fmt::format("static token in {}", place);
    case signature::Family::jwt:
      return fmt::format("{} in {}", algorithm_word(scheme), place);
    case signature::Family::mac:
    case signature::Family::hash:
    case signature::Family::asymmetric:
      break;
  }
  const auto field = scheme.field.empty() ? std::string{} : fmt::format(", field {}", scheme.field);
  return fmt::format("{} {} of {} in {}{}", algorithm_word(scheme), encoding_word(scheme), visible(scheme.input), place,
                     field);
}

/// `body /data/taskId`, or `X-Signature-Version that starts with 'v2'`.
std::string condition_text(const signature::Condition& condition) {
  if (condition.place.empty()) return {};
  const auto place = place_text(condition.place);
  return condition.starts_with.empty() ? place : fmt::format("{} that starts with '{}'", place, condition.starts_with);
}

std::string scheme_text(const Scheme& scheme) {
  auto text = entry(scheme.name, scheme_summary(scheme));
  const auto detail = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) text += fmt::format("{:14}{}: {}\n", "", name, value);
  };
  detail("prefix", scheme.prefix);
  if (!scheme.id.empty()) detail("id", place_text(scheme.id));
  detail("timestamp", timestamp_text(scheme));
  if (signature::row_of(scheme.algorithm).family == signature::Family::mac) detail("key", key_words(scheme.key));
  detail("only with", condition_text(scheme.only_if));
  return text;
}

std::string schemes_text(const Provider& row) {
  std::string text;
  for (const auto& scheme : row.schemes) text += scheme_text(scheme);
  return text.empty() ? "  none: its deliveries are not signed\n" : text;
}

/// Delays in order, equal ones in a row counted: `1 min, 2 min, 4 min × 3`.
std::string delays_text(std::span<const Millis> delays) {
  std::string text;
  for (auto at = delays.begin(); at != delays.end();) {
    const auto end = std::find_if(at, delays.end(), [&](Millis each) { return each != *at; });
    if (!text.empty()) text += ", ";
    text += to_text(*at);
    if (end - at > 1) text += fmt::format(" × {}", end - at);
    at = end;
  }
  return text.empty() ? "none" : text;
}

std::string attempts_text(const retry::Schedule& schedule) {
  const auto count = schedule.delays.size() + 1;
  return fmt::format("{} {} (documented: {})", count, count == 1 ? "attempt" : "attempts",
                     to_text(schedule.documented));
}

std::string timeout_text(const retry::Schedule& schedule) {
  const auto first = hookctl::to_text(schedule.timeout);
  return schedule.retry_timeout ? fmt::format("{}, retries {}", first, hookctl::to_text(*schedule.retry_timeout))
                                : first;
}

std::string window_text(const retry::Schedule& schedule) {
  if (!schedule.window) return {};
  const auto window = hookctl::to_text(*schedule.window);
  if (!schedule.large_body) return window;
  return fmt::format("{}; {} for bodies of {} bytes and more", window, hookctl::to_text(schedule.large_body->window),
                     schedule.large_body->bytes);
}

std::string retries_text(const Provider& row) {
  const auto& schedule = row.retries;
  auto text = "  " + attempts_text(schedule) + "\n";
  text += entry("delays", delays_text(schedule.delays));
  if (schedule.jitter > 0) text += entry("jitter", fmt::format("±{:.0f} %", schedule.jitter * 100));
  text += entry("to answer", timeout_text(schedule));
  text += entry("window", window_text(schedule));
  text += entry("delivered", retry::success_text(schedule));
  text += entry("never again", retry::to_text(schedule.permanent, ", "));
  for (const auto& [answer, meaning] : row.special) text += entry(answer, meaning);
  text += entry("in the end", row.gives_up);
  text += entry("note", schedule.note);
  return text + entry("source", schedule.source);
}

std::string event_text(const Provider& row) {
  const auto& paths = row.event;
  std::string id;
  for (const auto& place : paths.id) id += (id.empty() ? "" : " : ") + place_text(place);
  auto text = entry("id", id.empty() ? "SHA-256 of the body" : id);
  if (!paths.subject.empty()) text += entry("subject", place_text(paths.subject));
  const auto member = [&](std::string_view name, std::string_view pointer) {
    if (!pointer.empty()) text += entry(name, path_text(pointer));
  };
  member("type", paths.type);
  member("status", paths.status);
  for (const auto& [word, status] : paths.statuses)
    text += fmt::format("{:14}{} = {}\n", "", word, hookctl::to_text(status));
  for (const auto pointer : paths.outputs) member("output", pointer);
  if (row.outputs_live) text += entry("", fmt::format("outputs live {}", hookctl::to_text(*row.outputs_live)));
  member("error", paths.error);
  member("error", paths.message);
  member("occurred at", paths.occurred_at);
  return text;
}

/// The names of the samples; their bodies are in the JSON.
std::string samples_text(const Provider& row) {
  std::string names;
  for (const auto& sample : row.samples) names += fmt::format("  {}", sample.name);
  return names.empty() ? names : names + "\n";
}

std::size_t widest(std::span<const Provider> rows, std::string_view Provider::*column) {
  std::size_t width = 0;
  for (const auto& row : rows) width = std::max(width, (row.*column).size());
  return width;
}

}  // namespace

std::string provider_list_text(std::span<const Provider> rows) {
  const auto name = widest(rows, &Provider::name), title = widest(rows, &Provider::title);
  std::string text;
  for (const auto& row : rows) {
    const auto signs = row.schemes.empty() ? "unsigned" : scheme_summary(row.schemes.front());
    text += fmt::format("{:<{}}  {:<{}}  {}\n{:{}}  {}\n", row.name, name, escape_for_terminal(row.title), title,
                        attempts_text(row.retries), "", name, signs);
    if (!row.defined_in.empty()) text += fmt::format("{:{}}  yours: {}\n", "", name, row.defined_in);
  }
  return text;
}

std::string provider_text(const Provider& row) {
  auto text = fmt::format("{}  {}\n", row.name, escape_for_terminal(row.title));
  if (!row.defined_in.empty()) text += fmt::format("  yours: {}\n", row.defined_in);
  if (!row.docs.empty()) text += fmt::format("  {}\n", escape_for_terminal(row.docs));
  return text + section("schemes", schemes_text(row)) +
         section(fmt::format("retries (see: hookctl simulate --provider {} --plan)", row.name), retries_text(row)) +
         section("event", event_text(row)) +
         section("endpoint", row.endpoint_given.empty() ? "" : fmt::format("  {}\n", row.endpoint_given)) +
         section("handshake", row.handshake.empty() ? "" : fmt::format("  {}\n", row.handshake)) +
         section("samples (bodies: --json)", samples_text(row)) + section("assumed", list_of(row.assumed)) +
         section("notes", list_of(row.notes));
}

}  // namespace hookctl::report
