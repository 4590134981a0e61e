#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "base/bytes.h"
#include "wire/receiver.h"
#include "wire/workers.h"

namespace hookctl::wire {

/// Says what is new since it was asked last, which may be nothing; no value ends the answer.
using Stream = std::function<std::optional<Bytes>()>;

/// Answers that go on. Each is asked for what is new, on a thread beside the loop, once its reader has taken all that
/// went before: a reader who takes nothing costs no memory and keeps nobody waiting. All else is for the loop's thread.
class LiveStreams {
 public:
  /// The loop must have stopped before this goes.
  explicit LiveStreams(Loop& loop) : loop_(loop) {}

  /// Begins an answer, the response's body being what it says first.
  void begin(Receiver& receiver, Ticket ticket, const Response& response, Stream stream);

 private:
  struct Live {
    Ticket ticket;
    Stream stream;
    std::optional<Bytes> said = {};
  };

  void look_after(Receiver& receiver, Millis pause);
  void look(Receiver& receiver);
  void tell(Receiver& receiver, std::vector<Live>& asked);

  Loop& loop_;
  std::vector<Live> lives_ = {};
  bool is_looking_ = false;
  Workers worker_{1};
};

}  // namespace hookctl::wire
