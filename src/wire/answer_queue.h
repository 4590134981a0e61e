#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "webhook/answer.h"
#include "wire/receiver.h"
#include "wire/response_text.h"

namespace hookctl::wire {

/// The answers a connection owes, in the order its requests came; each waits for those before it.
class AnswerQueue {
 public:
  /// A request came that will be answered in this manner.
  void expect(Ticket ticket, Manner manner) { entries_.push_back({ticket, manner, false, {}}); }
  /// Queues bytes that need nobody's answer: an interim 100, or a refusal.
  void add(Bytes text, After after) { entries_.push_back({0, {after}, true, std::move(text)}); }
  /// Writes the answer to a ticket; false when no answer is owed to it.
  bool answer(Ticket ticket, const Response& response, std::string_view date);
  /// The same, and what befalls the answer.
  bool answer(Ticket ticket, const Answer& answer, std::string_view date);
  /// Writes the beginning of an answer that goes on, and ends with its connection; false as above.
  bool begin(Ticket ticket, const Response& response, std::string_view date);
  /// Adds to an answer that goes on; false when none does.
  bool add_piece(Ticket ticket, ByteView piece);
  /// Ends it; false as above.
  bool end(Ticket ticket);
  /// How much of an answer that goes on waits for its turn; nothing when none does.
  std::optional<std::size_t> waiting(Ticket ticket);
  /// Makes the connection end with the last answer owed.
  void close_after_last();
  /// Appends every answer whose turn it is to `out`, of one that goes on what there is; the last one says how the
  /// connection goes on.
  After release(Bytes& out);

  /// Whether the answer whose turn it is goes on.
  bool goes_on() const { return !entries_.empty() && entries_.front().goes_on; }
  bool empty() const { return entries_.empty(); }
  std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    Ticket ticket;
    Manner manner;
    bool written;
    Bytes text;
    bool goes_on = false;  // its beginning is written, its end is not
  };

  Entry* owed(Ticket ticket);
  Entry* going_on(Ticket ticket);

  std::vector<Entry> entries_;
};

}  // namespace hookctl::wire
