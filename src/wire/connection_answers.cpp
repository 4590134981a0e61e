#include <utility>

#include "wire/connection.h"
#include "wire/receiver_state.h"
#include "wire/would_block.h"

namespace hookctl::wire {
namespace {

using Code = boost::system::error_code;

SteadyTime now() { return std::chrono::steady_clock::now(); }

}  // namespace

bool Connection::answer(Ticket ticket, const Response& response) {
  return phase_ != Phase::closed && answers_.answer(ticket, response, receiver_.date());
}

bool Connection::answer(Ticket ticket, const Answer& answer) {
  return phase_ != Phase::closed && answers_.answer(ticket, answer, receiver_.date());
}

bool Connection::begin(Ticket ticket, const Response& response) {
  return phase_ != Phase::closed && answers_.begin(ticket, response, receiver_.date());
}

bool Connection::add_piece(Ticket ticket, ByteView piece) {
  return phase_ != Phase::closed && answers_.add_piece(ticket, piece);
}

bool Connection::end(Ticket ticket) { return phase_ != Phase::closed && answers_.end(ticket); }

std::optional<std::size_t> Connection::waiting(Ticket ticket) {
  const auto waiting = answers_.waiting(ticket);
  if (phase_ == Phase::closed || !waiting) return std::nullopt;
  return *waiting + unsent_.size();
}

void Connection::flush() {
  if (is_finished()) return;
  const bool waits_writable = !unsent_.empty();
  auto& text = waits_writable ? unsent_ : receiver_.outgoing();
  if (const auto after = answers_.release(text); is_last(after)) {
    phase_ = Phase::ending;
    end_ = after;
  }
  if (!waits_writable) send(text);
}

void Connection::send(Bytes& text) {
  std::size_t sent = 0;
  while (sent < text.size()) {
    Code code;
    sent += transport_.write_some(ByteView(text).substr(sent), code);
    if (would_block(code)) break;
    if (code) return close();
  }
  if (sent == text.size()) {
    unsent_ = {};
    return on_all_sent();
  }
  if (unsent_.empty()) unsent_since_ = now();
  unsent_ = text.substr(sent);
  wait_writable();
}

void Connection::wait_writable() {
  transport_.wait_writable([self = shared_from_this()](const Code& code) {
    if (self->phase_ == Phase::closed) return;
    if (code) return self->close();
    self->send(self->unsent_);
  });
}

void Connection::on_all_sent() {
  if (answers_.empty() && phase_ == Phase::ending) return end();
  if (is_idle()) since_ = now();
  wait_readable();
}

void Connection::end() {
  if (end_ == After::reset) {
    unsent_since_ = now();
    return reset_once_delivered(unsent_since_);
  }
  if (end_ == After::silence) return fall_silent();
  linger();
}

/// A reset takes with it what the system has not delivered yet, so it waits for the answers before it.
void Connection::reset_once_delivered(SteadyTime now) {
  const bool is_late = now >= unsent_since_ + receiver_.options.limits.write_deadline;
  if (!is_late && !transport_.is_all_delivered()) return;
  transport_.reset();
  close();
}

void Connection::fall_silent() {
  // A sender that has closed already will give no other sign that it is gone.
  if (peer_ended_) return close();
  phase_ = Phase::silent;
  reader_.reset();
  receiver_.finished();
  wait_readable();
}

/// What a sender still sends would meet a closed socket, and the reset take the answer with it.
void Connection::linger() {
  if (peer_ended_ || (sender_closes_ && transport_.has_read_all())) return close();
  transport_.end_sending();
  phase_ = Phase::lingering;
  since_ = now();
  receiver_.finished();
  wait_readable();
}

}  // namespace hookctl::wire
