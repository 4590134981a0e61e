#include "wire/answer_queue.h"

#include <algorithm>

namespace hookctl::wire {
namespace {

/// An idle connection keeps room for one answer and gives back the rest.
constexpr std::size_t entries_kept = 2;

}  // namespace

AnswerQueue::Entry* AnswerQueue::owed(Ticket ticket) {
  const auto entry = std::find_if(entries_.begin(), entries_.end(),
                                  [&](const Entry& entry) { return entry.ticket == ticket && !entry.written; });
  return ticket == 0 || entry == entries_.end() ? nullptr : &*entry;
}

bool AnswerQueue::answer(Ticket ticket, const Response& response, std::string_view date) {
  auto* const entry = owed(ticket);
  if (!entry) return false;
  if (asks_to_close(response)) entry->manner.after = After::close;
  entry->text = response_text(response, entry->manner, date);
  entry->written = true;
  return true;
}

bool AnswerQueue::answer(Ticket ticket, const Answer& answer, std::string_view date) {
  auto* const entry = owed(ticket);
  if (!entry || !this->answer(ticket, answer.response, date)) return false;
  switch (answer.fault) {
    case AnswerFault::none:
      break;
    case AnswerFault::timeout:
      entry->text.clear();
      entry->manner.after = After::silence;
      break;
    case AnswerFault::reset:
      entry->text.clear();
      entry->manner.after = After::reset;
      break;
    case AnswerFault::truncate:
      entry->text.resize(std::min(entry->text.size(), answer.sent_bytes));
      entry->manner.after = After::close;
      break;
  }
  return true;
}

void AnswerQueue::close_after_last() {
  if (!entries_.empty() && !is_last(entries_.back().manner.after)) entries_.back().manner.after = After::close;
}

After AnswerQueue::release(Bytes& out) {
  auto after = After::stay_open;
  auto next = entries_.begin();
  while (next != entries_.end() && next->written && !is_last(after)) {
    out += next->text;
    after = next->manner.after;
    ++next;
  }
  entries_.erase(entries_.begin(), is_last(after) ? entries_.end() : next);
  if (entries_.empty() && entries_.capacity() > entries_kept) entries_ = {};
  return after;
}

}  // namespace hookctl::wire
