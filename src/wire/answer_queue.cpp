#include "wire/answer_queue.h"

#include <algorithm>
#include <utility>

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
  if (!entry || entry->goes_on) return false;
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

AnswerQueue::Entry* AnswerQueue::going_on(Ticket ticket) {
  auto* const entry = owed(ticket);
  return entry && entry->goes_on ? entry : nullptr;
}

bool AnswerQueue::begin(Ticket ticket, const Response& response, std::string_view date) {
  auto* const entry = owed(ticket);
  if (!entry || entry->goes_on) return false;
  entry->manner.after = After::close;
  entry->text = begun_text(response, entry->manner.answers, date);
  entry->goes_on = true;
  return entry->manner.answers == Answers::with_body || end(ticket);
}

bool AnswerQueue::add_piece(Ticket ticket, ByteView piece) {
  auto* const entry = going_on(ticket);
  if (entry) entry->text += piece;
  return entry != nullptr;
}

bool AnswerQueue::end(Ticket ticket) {
  auto* const entry = going_on(ticket);
  if (!entry) return false;
  entry->goes_on = false;
  entry->written = true;
  return true;
}

std::optional<std::size_t> AnswerQueue::waiting(Ticket ticket) {
  const auto* const entry = going_on(ticket);
  if (!entry) return std::nullopt;
  return entry->text.size();
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
  if (next != entries_.end() && next->goes_on && !is_last(after)) out += std::exchange(next->text, {});
  entries_.erase(entries_.begin(), is_last(after) ? entries_.end() : next);
  if (entries_.empty() && entries_.capacity() > entries_kept) entries_ = {};
  return after;
}

}  // namespace hookctl::wire
