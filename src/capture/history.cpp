#include "capture/history.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

namespace hookctl::capture {

bool is_success(const Answered& answered) {
  return answered.status >= 200 && answered.status < 300 && answered.fault.empty();
}

/// Providers' names hold no NUL and are never empty, so no two events share an identity.
std::string identity_of(const EventNote& event) {
  if (!event.key.empty()) return '\0' + event.key;
  return event.id.empty() ? std::string{} : event.provider + '\0' + event.id;
}

Result<History> History::read(const std::string& path) {
  History history;
  std::error_code problem;
  if (std::filesystem::status(path, problem).type() == std::filesystem::file_type::not_found) return history;
  const auto visit = [&](Record&& record) {
    if (const auto* capture = std::get_if<Capture>(&record)) history.note(*capture);
    if (const auto* outcome = std::get_if<Outcome>(&record)) history.note(*outcome);
  };
  const auto damaged = [&](const Damage& damage) {
    history.damage_.push_back(damage);
    ++history.next_seq_;  // the line may have been a capture
  };
  if (const auto read = visit_log(path, visit, damaged); !read) return read.error();
  return history;
}

Place History::place(const std::string& identity, Instant at) const {
  const auto found = events_.find(identity);
  if (identity.empty() || found == events_.end()) return {};
  const auto& past = found->second;
  Place place{.attempt = past.attempts + 1, .first_seq = past.first_seq, .gap = at - past.last};
  if (past.answered) {
    place.duplicate_of = past.answered->id;
    place.answered_at = past.answered->at;
  }
  return place;
}

History::Step History::note(const Capture& capture) {
  Step step{.next_seq = next_seq_, .seq = capture.seq};
  next_seq_ = std::max(next_seq_, capture.seq + 1);
  auto identity = capture.event ? identity_of(*capture.event) : std::string{};
  if (identity.empty()) return step;
  step.event = &*events_.try_emplace(std::move(identity)).first;
  auto& past = step.event->second;
  step.last = std::exchange(past.last, capture.at);
  if (past.attempts++ == 0) past.first_seq = capture.seq;
  if (!capture.response) {
    step.pending = capture.id;
    pending_.insert_or_assign(capture.id, Pending{step.event->first, {capture.seq, capture.id, capture.at}});
  } else if (is_success(*capture.response)) {
    note_success(past, capture.seq, capture.id, capture.at);
  }
  return step;
}

void History::undo(const Step& step) {
  next_seq_ = step.next_seq;
  if (step.event == nullptr) return;
  if (!step.pending.empty()) pending_.erase(step.pending);
  auto& past = step.event->second;
  if (--past.attempts == 0) {
    events_.erase(step.event->first);
    return;
  }
  past.last = step.last;
  if (past.answered && past.answered->seq == step.seq) past.answered.reset();
}

void History::note(const Outcome& outcome) {
  const auto waiting = pending_.extract(outcome.id);
  if (waiting.empty() || !is_success(outcome.response)) return;
  const auto& [event, answer] = waiting.mapped();
  note_success(events_[event], answer.seq, answer.id, answer.at);
}

void History::note_success(Past& past, std::uint64_t seq, const std::string& id, Instant at) {
  if (!past.answered || past.answered->seq >= seq) past.answered = {seq, id, at};
}

}  // namespace hookctl::capture
