#include "report/json_line.h"
#include "report/provider_words.h"
#include "report/providers.h"

namespace hookctl::report {
namespace {

using provider::Provider;
using signature::Place;
using signature::Scheme;

Json place_json(const Place& place) { return place.empty() ? Json(nullptr) : Json(place_text(place)); }

/// The ticks of a duration, or null where it is unknown.
template <typename Count>
Json count_or_null(const std::optional<Count>& count) {
  return count ? Json(count->count()) : Json(nullptr);
}

Json ranges_json(std::span<const retry::StatusRange> ranges) {
  auto list = Json::array();
  for (const auto& range : ranges) list.push_back(retry::to_text(range));
  return list;
}

Json scheme_json(const Scheme& scheme) {
  const bool dated = !timestamp_text(scheme).empty();
  return {{"name", scheme.name},
          {"algorithm", algorithm_word(scheme)},
          {"signed", scheme.input},
          {"signature", place_json(scheme.signature)},
          {"prefix", or_null(scheme.prefix)},
          {"field", or_null(scheme.field)},
          {"encoding", encoding_word(scheme)},
          {"multiple_signatures", scheme.layout != signature::Layout::single},
          {"key", key_words(scheme.key)},
          {"id", place_json(scheme.id)},
          {"timestamp", or_null(timestamp_text(scheme))},
          {"tolerance_past_s", dated ? count_or_null(scheme.tolerance.past) : Json(nullptr)},
          {"tolerance_future_s", dated ? count_or_null(scheme.tolerance.future) : Json(nullptr)},
          {"only_if", place_json(scheme.only_if.place)}};
}

Json retries_json(const retry::Schedule& schedule) {
  auto delays = Json::array();
  for (const auto delay : schedule.delays) delays.push_back(delay.count());
  const auto& published = schedule.published;
  return {{"documented", to_text(schedule.documented)},
          {"published",
           {{"count", published.count},
            {"delays", published.delays},
            {"timeout", published.timeout},
            {"window", published.window},
            {"jitter", published.jitter}}},
          {"max_retries", schedule.delays.size()},
          {"delays_ms", delays},
          {"timeout_ms", schedule.timeout.count()},
          {"retry_timeout_ms", count_or_null(schedule.retry_timeout)},
          {"window_ms", count_or_null(schedule.window)},
          {"large_body_bytes", schedule.large_body ? Json(schedule.large_body->bytes) : Json(nullptr)},
          {"window_large_body_ms", schedule.large_body ? Json(schedule.large_body->window.count()) : Json(nullptr)},
          {"jitter", schedule.jitter},
          {"source", or_null(schedule.source)},
          {"note", or_null(schedule.note)}};
}

Json delivery_json(const Provider& row) {
  auto special = Json::object();
  for (const auto& [answer, meaning] : row.special) special[std::string(answer)] = meaning;
  return {{"content_type", row.content_type},
          {"success", row.retries.success.empty() ? Json::array({"2xx"}) : ranges_json(row.retries.success)},
          {"permanent_failure_codes", ranges_json(row.retries.permanent)},
          {"special_codes", special}};
}

Json event_json(const provider::EventPaths& paths) {
  auto id = Json::array();
  for (const auto& place : paths.id) id.push_back(place_text(place));
  auto statuses = Json::object();
  for (const auto& [word, status] : paths.statuses) statuses[std::string(word)] = hookctl::to_text(status);
  return {{"id", id},
          {"subject", place_json(paths.subject)},
          {"type_path", or_null(paths.type)},
          {"status_path", or_null(paths.status)},
          {"status_values", statuses},
          {"output_paths", paths.outputs},
          {"error_path", or_null(paths.error)},
          {"message_path", or_null(paths.message)},
          {"occurred_at_path", or_null(paths.occurred_at)}};
}

}  // namespace

std::string provider_json(const Provider& row) {
  auto object = object_of("provider");
  auto schemes = Json::array();
  for (const auto& scheme : row.schemes) schemes.push_back(scheme_json(scheme));
  auto headers = Json::object();
  for (const auto& [name, value] : row.headers) headers[std::string(name)] = value;
  auto samples = Json::object();
  for (const auto& sample : row.samples) samples[std::string(sample.name)] = sample.body;
  object.update(Json{{"name", row.name},
                     {"title", row.title},
                     {"docs", or_null(row.docs)},
                     {"defined_in", or_null(row.defined_in)},
                     {"schemes", schemes},
                     {"delivery", delivery_json(row)},
                     {"retry", retries_json(row.retries)},
                     {"gives_up", or_null(row.gives_up)},
                     {"event", event_json(row.event)},
                     {"outputs_live_ms", count_or_null(row.outputs_live)},
                     {"endpoint_given", or_null(row.endpoint_given)},
                     {"handshake", or_null(row.handshake)},
                     {"headers", headers},
                     {"samples", samples},
                     {"assumed", row.assumed},
                     {"notes", row.notes}});
  return line_of(object);
}

}  // namespace hookctl::report
