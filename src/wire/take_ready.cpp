#include <utility>

#include "wire/loop_state.h"
#include "wire/receiver_state.h"

namespace hookctl::wire {
namespace {

/// What one connection reads at a time.
constexpr std::size_t most_read = 16 * 1024;
/// A turn ends when so much was read, though no request be complete: answers do not wait for a flood to pass.
constexpr std::size_t most_read_in_turn = 4 * 1024 * 1024;

}  // namespace

void Receiver::State::wait_ready() {
  readiness_.wait([weak = weak_from_this()](const boost::system::error_code& code) {
    const auto self = weak.lock();
    if (self && !code) self->on_ready();
  });
}

void Receiver::State::on_ready() {
  look_at_clock();
  readiness_.collect();
  while (!loop_.state().turn_is_full) {
    const auto ready = readiness_.next();
    if (!ready) break;
    auto connection = named(ready->name);
    if (!connection) continue;
    connection->on_ready(*ready);
    read(std::move(connection));
  }
  pass_on();
  wait_ready();
}

/// Many read before what they read is taken: a call to the system makes the processor forget where the program was.
void Receiver::State::read(std::shared_ptr<Connection> connection) {
  if (!connection->begin_read()) return;
  auto& incoming = incoming_.emplace_back();
  incoming.room = std::span(buffer_).subspan((incoming_.size() - 1) * most_read, most_read);
  if (connection->is_tls()) {
    incoming.reading = connection->read(incoming.room);
  } else {
    batch_.read(connection->socket(), incoming.room);
  }
  incoming.connection = std::move(connection);
  if (incoming_.size() == buffer_.size() / most_read) pass_on();
}

void Receiver::State::pass_on() {
  auto result = batch_.run().begin();
  for (auto& [connection, room, reading] : incoming_) {
    if (!reading) reading = connection->reading_of(room, *result++);
    read_bytes_ += reading->bytes.size();
    connection->on_read(*reading);
  }
  incoming_.clear();
  if (read_bytes_ < most_read_in_turn) return;
  read_bytes_ = 0;
  loop_.state().turn_is_full = true;
}

void Receiver::State::call_back(Ticket name) {
  if (called_back_.empty()) {
    loop_.post([weak = weak_from_this()] {
      if (const auto self = weak.lock()) self->come_back();
    });
  }
  called_back_.push_back(name);
}

void Receiver::State::come_back() {
  look_at_clock();
  for (const auto name : std::exchange(called_back_, {})) {
    auto connection = named(name);
    if (!connection || !connection->reads_on()) continue;
    if (loop_.state().turn_is_full) {
      call_back(name);
    } else {
      read(std::move(connection));
    }
  }
  pass_on();
}

}  // namespace hookctl::wire
