#pragma once

#include <memory>

#include "wire/receiver.h"

namespace hookctl::wire {

/// A receiver with a loop and a thread of its own, so that requests are read and answers sent while its user, on
/// another loop, works on those before. It is used like a `Receiver`, on the thread of the user's loop, which gets the
/// arrivals there.
class ReceiverThread {
 public:
  /// Fails as `Receiver::open` does. `on_turn` may get the arrivals of several turns together; a refusal's answer is
  /// held until it has returned.
  static Result<ReceiverThread> open(Loop& user, ReceiverOptions options, OnTurn on_turn);

  ReceiverThread(ReceiverThread&&) noexcept;
  ReceiverThread& operator=(ReceiverThread&&) noexcept;
  ~ReceiverThread();

  std::uint16_t port() const;

  /// As `Receiver::answer`. The answers of one turn of the user's loop go to the receiver together.
  void answer(Ticket ticket, Answer answer);

  /// As `Receiver::drain`; `done` is called on the user's loop.
  void drain(std::function<void()> done);

 private:
  struct State;
  explicit ReceiverThread(std::shared_ptr<State> state);
  std::shared_ptr<State> state_;
};

}  // namespace hookctl::wire
