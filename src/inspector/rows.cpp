#include "inspector/rows.h"

#include <iterator>
#include <utility>

#include "base/units.h"
#include "capture/history.h"

namespace hookctl::inspector {
namespace {

std::string event_of(const capture::Capture& capture) {
  return capture.event ? capture::identity_of(*capture.event) : std::string{};
}

}  // namespace

void Rows::add(capture::LogPlace place, Result<capture::Record>&& record) {
  if (!record) {
    ++damaged_;
    by_record_.push_back(none);
  } else if (auto* capture = std::get_if<capture::Capture>(&*record)) {
    by_record_.push_back(add(place, std::move(*capture)));
  } else if (auto* outcome = std::get_if<capture::Outcome>(&*record)) {
    by_record_.push_back(add(place, std::move(*outcome)));
  } else {
    if (std::holds_alternative<capture::Refused>(*record)) ++refused_;
    by_record_.push_back(none);
  }
}

std::uint32_t Rows::add(capture::LogPlace place, capture::Capture&& capture) {
  const auto position = static_cast<std::uint32_t>(captures_.size());
  const auto body_size = capture.request.body.size();
  capture.request.headers = {};
  capture.request.trailers = {};
  capture.request.body = {};
  by_id_.emplace(capture.id, position);
  if (auto event = event_of(capture); !event.empty()) by_event_[std::move(event)].push_back(position);
  captures_.push_back({std::move(capture), body_size, place});
  return position;
}

std::uint32_t Rows::add(capture::LogPlace place, capture::Outcome&& outcome) {
  const auto position = find(outcome.id);
  if (position == none) return none;
  auto& row = captures_[position];
  for (auto& forward : outcome.forwards) forward.body = {};
  std::move(outcome.forwards.begin(), outcome.forwards.end(), std::back_inserter(row.capture.forwards));
  const auto ms = row.capture.response ? row.capture.response->ms : std::nullopt;
  row.capture.response = std::move(outcome.response);
  if (!row.capture.response->ms) row.capture.response->ms = ms;
  row.outcomes.push_back(place);
  ++updates_;
  return position;
}

bool Rows::note(std::string_view id, Micros took) {
  const auto position = find(id);
  if (position == none) return false;
  auto& response = captures_[position].capture.response;
  if (response && !response->ms) response->ms = in_millis(took);
  return true;
}

std::uint32_t Rows::find(std::string_view id) const {
  const auto found = by_id_.find(std::string(id));
  return found == by_id_.end() ? none : found->second;
}

std::vector<std::uint32_t> Rows::attempts_of(std::uint32_t position) const {
  const auto found = by_event_.find(event_of(captures_[position].capture));
  return found == by_event_.end() ? std::vector{position} : found->second;
}

}  // namespace hookctl::inspector
