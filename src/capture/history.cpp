#include "capture/history.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace hookctl::capture {
namespace {

/// Providers' names hold no NUL, so no two pairs share a key.
std::string key_of(const std::string& provider, const std::string& id) { return provider + '\0' + id; }

bool is_success(int status) { return status >= 200 && status < 300; }

}  // namespace

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

Place History::place(const Event& event, Instant at) const {
  const auto found = events_.find(key_of(event.provider, event.id));
  if (event.id.empty() || found == events_.end()) return {};
  const auto& past = found->second;
  Place place{.attempt = past.attempts + 1, .first_seq = past.first_seq, .gap = at - past.last};
  if (past.answered) place.duplicate_of = past.answered->id;
  return place;
}

History::Step History::note(const Capture& capture) {
  Step step{.next_seq = next_seq_};
  next_seq_ = std::max(next_seq_, capture.seq + 1);
  if (!capture.event || capture.event->id.empty()) return step;
  step.event = key_of(capture.event->provider, capture.event->id);
  step.capture = capture.id;
  auto [known, is_new] = events_.try_emplace(step.event);
  auto& past = known->second;
  if (!is_new) step.past = past;
  if (past.attempts++ == 0) past.first_seq = capture.seq;
  past.last = capture.at;
  if (capture.response) {
    note_answer(past, capture.seq, capture.id, capture.response->status);
  } else {
    pending_.insert_or_assign(capture.id, Pending{step.event, capture.seq});
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
  note_answer(events_[waiting.mapped().event], waiting.mapped().seq, outcome.id, outcome.response.status);
}

void History::note_answer(Past& past, std::uint64_t seq, const std::string& id, int status) {
  if (!is_success(status) || (past.answered && past.answered->seq < seq)) return;
  past.answered = Answer{seq, id};
}

}  // namespace hookctl::capture
