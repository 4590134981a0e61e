#include "capture/history.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

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
  Step step{.next_seq = next_seq_};
  next_seq_ = std::max(next_seq_, capture.seq + 1);
  if (capture.event) step.event = identity_of(*capture.event);
  if (step.event.empty()) return step;
  step.capture = capture.id;
  auto [known, is_new] = events_.try_emplace(step.event);
  auto& past = known->second;
  if (!is_new) step.past = past;
  if (past.attempts++ == 0) past.first_seq = capture.seq;
  past.last = capture.at;
  const Answer answer{capture.seq, capture.id, capture.at};
  if (capture.response) {
    note_answer(past, answer, *capture.response);
  } else {
    pending_.insert_or_assign(capture.id, Pending{step.event, answer});
  }
  return step;
}

void History::undo(const Step& step) {
  next_seq_ = step.next_seq;
  if (step.event.empty()) return;
  pending_.erase(step.capture);
  if (step.past) {
    events_[step.event] = *step.past;
  } else {
    events_.erase(step.event);
  }
}

void History::note(const Outcome& outcome) {
  const auto waiting = pending_.extract(outcome.id);
  if (waiting.empty()) return;
  note_answer(events_[waiting.mapped().event], waiting.mapped().answer, outcome.response);
}

void History::note_answer(Past& past, const Answer& answer, const Answered& answered) {
  if (!is_success(answered) || (past.answered && past.answered->seq < answer.seq)) return;
  past.answered = answer;
}

}  // namespace hookctl::capture
