#include <algorithm>
#include <utility>

#include "wire/connection.h"
#include "wire/receiver_state.h"
#include "wire/would_block.h"

namespace hookctl::wire {
namespace {

using Code = boost::system::error_code;

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

bool Connection::release(Bytes& out) {
  if (is_finished() || is_sending_) return false;
  const bool waits_writable = !unsent_.empty();
  const auto before = out.size();
  if (const auto after = answers_.release(waits_writable ? unsent_ : out); is_last(after)) {
    phase_ = Phase::ending;
    end_ = after;
  }
  if (waits_writable) return false;
  is_sending_ = out.size() > before && !is_tls();
  if (is_sending_) return true;
  send(ByteView(out).substr(before));
  out.resize(before);
  return false;
}

void Connection::sent(ByteView text, int result) {
  is_sending_ = false;
  if (result < 0 && !would_block(-result)) return close();
  send(text.substr(static_cast<std::size_t>(std::max(result, 0))));
}

/// Until all is sent, or the system has no room: only then does it say when there is.
void Connection::send(ByteView text) {
  while (!text.empty()) {
    Code code;
    text.remove_prefix(transport_.write_some(text, code));
    if (would_block(code)) break;
    if (code) return close();
  }
  if (text.empty()) {
    unsent_ = {};
    return on_all_sent();
  }
  if (unsent_.empty()) unsent_since_ = receiver_.now();
  unsent_ = Bytes(text);
  if (!receiver_.watch_both(*this)) close();
}

void Connection::on_all_sent() {
  if (answers_.empty() && phase_ == Phase::ending) return end();
  if (is_idle()) since_ = receiver_.now();
  read_later();
}

void Connection::end() {
  if (end_ == After::reset) {
    unsent_since_ = receiver_.now();
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
  read_later();
}

/// What a sender still sends would meet a closed socket, and the reset take the answer with it.
void Connection::linger() {
  if (peer_ended_ || (sender_closes_ && transport_.has_read_all())) return close();
  transport_.end_sending();
  phase_ = Phase::lingering;
  since_ = receiver_.now();
  receiver_.finished();
  read_later();
}

}  // namespace hookctl::wire
