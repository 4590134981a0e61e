#include "wire/answer_queue.h"

#include <algorithm>

namespace hookctl::wire {
namespace {

/// An idle connection keeps room for one answer and gives back the rest.
constexpr std::size_t entries_kept = 2;

}  // namespace

bool AnswerQueue::answer(Ticket ticket, const Response& response, std::string_view date) {
  const auto entry = std::find_if(entries_.begin(), entries_.end(),
                                  [&](const Entry& owed) { return owed.ticket == ticket && !owed.written; });
  if (ticket == 0 || entry == entries_.end()) return false;
  if (asks_to_close(response)) entry->manner.after = After::close;
  entry->text = response_text(response, entry->manner, date);
  entry->written = true;
  return true;
}

void AnswerQueue::close_after_last() {
  if (!entries_.empty()) entries_.back().manner.after = After::close;
}

After AnswerQueue::release(Bytes& out) {
  auto after = After::stay_open;
  auto next = entries_.begin();
  while (next != entries_.end() && next->written && after != After::close) {
    out += next->text;
    after = next->manner.after;
    ++next;
  }
  entries_.erase(entries_.begin(), after == After::close ? entries_.end() : next);
  if (entries_.empty() && entries_.capacity() > entries_kept) entries_ = {};
  return after;
}

}  // namespace hookctl::wire
