#include "wire/connection.h"

#include <boost/asio/error.hpp>
#include <utility>

#include "wire/receiver_state.h"
#include "wire/would_block.h"

namespace hookctl::wire {
namespace {

namespace asio = boost::asio;
using Code = boost::system::error_code;

constexpr std::size_t most_unanswered = 64;
constexpr std::size_t most_unsent = 64 * 1024;
constexpr Millis linger_deadline{1000};

}  // namespace

Connection::Connection(Receiver::State& receiver, Ticket name, Fd socket, std::string peer)
    : receiver_(receiver),
      transport_(std::move(socket), receiver.tls.get()),
      peer_(std::move(peer)),
      since_(receiver.now()),
      name_(name) {}

bool Connection::is_idle() const { return answers_.empty() && unsent_.empty() && !(reader_ && reader_->began()); }

bool Connection::is_paused() const { return answers_.size() > most_unanswered || unsent_.size() > most_unsent; }

void Connection::on_ready(const Ready& ready) {
  transport_.note(ready);
  if (ready.to_write && !unsent_.empty()) send(unsent_);
}

bool Connection::may_read() {
  if (phase_ == Phase::ending || phase_ == Phase::closed) return false;
  if (phase_ == Phase::open && is_paused()) {
    was_paused_ = true;
    return false;
  }
  // Time during which we did not read is not the sender's.
  if (std::exchange(was_paused_, false)) since_ = receiver_.now();
  return transport_.is_readable();
}

bool Connection::begin_read() {
  reads_on_ = false;
  return may_read();
}

Connection::Reading Connection::reading_of(std::span<char> into, int result) {
  Reading reading;
  const auto size = transport_.note_read(result, into.size(), reading.code);
  reading.bytes = {into.data(), size};
  return reading;
}

Connection::Reading Connection::read(std::span<char> into) {
  Reading reading;
  const auto size = transport_.read_some(into, reading.code);
  reading.bytes = {into.data(), size};
  return reading;
}

void Connection::on_read(const Reading& reading) {
  if (!reading.bytes.empty()) take(reading.bytes);
  if (reader_ && reader_->blank()) receiver_.give_back(std::move(reader_));
  if (reading.code && !would_block(reading.code)) return on_peer_end(reading.code);
  read_later();
}

/// Others are read before what is left here.
void Connection::read_later() {
  if (reads_on_ || !may_read()) return;
  reads_on_ = true;
  receiver_.call_back(name_);
}

void Connection::take(ByteView bytes) {
  if (phase_ == Phase::open && transport_.was_spoken_to_plainly()) {
    return refuse({RefusalReason::tls_handshake, Bytes(bytes.substr(0, refused_bytes_kept))});
  }
  if (phase_ == Phase::open && !reader_) reader_ = receiver_.lend_reader();
  while (phase_ == Phase::open && !bytes.empty()) {
    const bool began = reader_->began();
    const auto step = reader_->read(bytes);
    bytes.remove_prefix(step.taken);
    switch (step.outcome) {
      case RequestReader::Outcome::complete:
        deliver();
        break;
      case RequestReader::Outcome::refused:
        refuse(reader_->refusal());
        break;
      case RequestReader::Outcome::more:
        if (!began) since_ = receiver_.now();
        if (!reader_->continue_due()) break;
        answers_.add(Bytes(continue_text), After::stay_open);
        receiver_.touch(name_);
        break;
    }
  }
}

Ticket Connection::next_ticket() const { return receiver_.next_ticket(slot_of(name_)); }

void Connection::deliver() {
  auto [request, keeps_alive] = reader_->take();
  const bool last = !keeps_alive || receiver_.is_draining();
  const bool told = request.version == "1.0";
  const Manner manner{.after = last   ? After::close
                               : told ? After::stay_open_told
                                      : After::stay_open,
                      .answers = request.method == "HEAD" ? Answers::head_only : Answers::with_body};
  const auto ticket = next_ticket();
  answers_.expect(ticket, manner);
  sender_closes_ = !keeps_alive;
  if (last) phase_ = Phase::ending;
  receiver_.arrive({.ticket = ticket,
                    .at = SystemClock().now(),
                    .peer = peer_,
                    .request = std::move(request),
                    .tls = transport_.is_tls()});
}

void Connection::refuse(Refusal refusal) {
  phase_ = Phase::ending;
  reader_.reset();
  answers_.add(refusal_text(row_of(refusal.reason), receiver_.options.refusal_fields, receiver_.date()), After::close);
  receiver_.touch(name_);
  receiver_.arrive({.ticket = next_ticket(),
                    .at = SystemClock().now(),
                    .peer = peer_,
                    .tls = transport_.is_tls(),
                    .refusal = std::move(refusal)});
}

/// There is no way to answer; a sender that said nothing at all leaves no record.
void Connection::fail_handshake() {
  if (transport_.has_begun()) {
    receiver_.arrive({.ticket = next_ticket(),
                      .at = SystemClock().now(),
                      .peer = peer_,
                      .refusal = Refusal{RefusalReason::tls_handshake}});
  }
  close();
}

void Connection::on_peer_end(const Code& code) {
  peer_ended_ = true;
  if (transport_.is_shaking_hands()) return fail_handshake();
  if (phase_ == Phase::open && reader_ && reader_->began()) refuse(reader_->abandon(RefusalReason::incomplete));
  // After an orderly end the sender may still be reading, but not for ever.
  const bool may_listen = code == asio::error::eof && !is_idle() && !answers_.goes_on();
  if (is_finished() || !may_listen) return close();
  phase_ = Phase::ending;
  answers_.close_after_last();
}

void Connection::drain() {
  if (phase_ != Phase::open) return;
  if (is_idle()) return close();
  if (reader_ && reader_->began()) return;
  phase_ = Phase::ending;
  answers_.close_after_last();
}

void Connection::check_deadlines(SteadyTime now) {
  const auto& limits = receiver_.options.limits;
  if (phase_ == Phase::lingering) {
    if (now >= since_ + linger_deadline) close();
    return;
  }
  if (!unsent_.empty() && now >= unsent_since_ + limits.write_deadline) return close();
  if (phase_ == Phase::ending && end_ == After::reset && unsent_.empty()) return reset_once_delivered(now);
  if (phase_ != Phase::open || is_paused()) return;
  if (transport_.is_shaking_hands()) {
    if (now >= since_ + limits.head_deadline) fail_handshake();
    return;
  }
  if (is_idle()) {
    if (now >= since_ + limits.idle_deadline) close();
    return;
  }
  if (!reader_ || !reader_->began()) return;
  if (!reader_->in_body() && now >= since_ + limits.head_deadline) {
    return refuse(reader_->abandon(RefusalReason::head_timeout));
  }
  if (now >= since_ + limits.request_deadline) refuse(reader_->abandon(RefusalReason::body_timeout));
}

void Connection::close() {
  if (phase_ == Phase::closed) return;
  phase_ = Phase::closed;
  transport_.close();
  reader_.reset();
  receiver_.leave(name_);
}

}  // namespace hookctl::wire
