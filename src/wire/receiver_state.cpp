#include "wire/receiver_state.h"

#include <algorithm>
#include <utility>

#include "wire/loop_state.h"

namespace hookctl::wire {
namespace {

constexpr std::size_t readers_kept = 4;
constexpr std::size_t outgoing_kept = 256 * 1024;
/// A turn ends early when it has gathered this much, so that memory stays bounded, or so many, so that a user on
/// another thread works on them while the next are read.
constexpr std::size_t most_turn_bytes = 1024 * 1024;
constexpr std::size_t most_turn_arrivals = 16;
constexpr int slot_bits = 20;
constexpr std::size_t most_connections = std::size_t{1} << slot_bits;

ReceiverOptions within_slots(ReceiverOptions options) {
  options.limits.connections = std::clamp<std::size_t>(options.limits.connections, 1, most_connections);
  return options;
}

}  // namespace

Receiver::State::State(Loop& loop, ReceiverOptions asked, OnTurn on_turn, boost::asio::ip::tcp::acceptor listening,
                       TlsContext tls_context)
    : options(within_slots(std::move(asked))),
      acceptor(std::move(listening)),
      tls(std::move(tls_context)),
      loop_(loop),
      on_turn_(std::move(on_turn)),
      sweep_timer_(loop.state().io) {}

void Receiver::State::start() {
  wait_acceptable();
  wait_for_sweep();
}

void Receiver::State::stop() {
  boost::system::error_code ignored;
  acceptor.close(ignored);
  sweep_timer_.cancel();
  arrivals_.clear();
  drained_ = {};
  for (std::size_t i = 0; i < slots_.size(); ++i) {
    if (const auto connection = slots_[i]) connection->close();
  }
}

std::unique_ptr<RequestReader> Receiver::State::lend_reader() {
  if (spare_readers_.empty()) return std::make_unique<RequestReader>(options.limits);
  auto reader = std::move(spare_readers_.back());
  spare_readers_.pop_back();
  return reader;
}

void Receiver::State::give_back(std::unique_ptr<RequestReader> reader) {
  if (spare_readers_.size() < readers_kept) spare_readers_.push_back(std::move(reader));
}

Bytes& Receiver::State::outgoing() {
  outgoing_.clear();
  if (outgoing_.capacity() > outgoing_kept) outgoing_ = {};
  return outgoing_;
}

std::string_view Receiver::State::date() {
  const auto at = SystemClock().now();
  const auto second = std::chrono::floor<Seconds>(at);
  if (second != date_of_) {
    date_of_ = second;
    date_ = http_date(at);
  }
  return date_;
}

Ticket Receiver::State::next_ticket(std::uint32_t slot) { return ++tickets_ << slot_bits | slot; }

Connection* Receiver::State::connection_of(Ticket ticket) const {
  const auto slot = ticket & (most_connections - 1);
  return slot < slots_.size() ? slots_[slot].get() : nullptr;
}

void Receiver::State::arrive(Arrival arrival) {
  turn_bytes_ += sizeof(Arrival) + arrival.request.body.size();
  arrivals_.push_back(std::move(arrival));
  if (turn_bytes_ > most_turn_bytes || arrivals_.size() >= most_turn_arrivals) loop_.state().turn_is_full = true;
  schedule_end_of_turn();
}

void Receiver::State::touch(std::uint32_t slot) {
  touched_.push_back(slot);
  schedule_end_of_turn();
}

void Receiver::State::schedule_end_of_turn() {
  if (std::exchange(turn_scheduled_, true)) return;
  loop_.at_end_of_turn([self = shared_from_this()] { self->end_turn(); });
}

void Receiver::State::end_turn() {
  turn_bytes_ = 0;
  std::swap(arrivals_, delivered_);
  if (!delivered_.empty()) on_turn_(delivered_);
  delivered_.clear();
  // Answers leave together, after everybody's requests were seen.
  for (std::size_t i = 0; i < touched_.size(); ++i) {
    if (const auto connection = slots_[touched_[i]]) connection->flush();
  }
  touched_.clear();
  turn_scheduled_ = false;
}

void Receiver::State::finished() {
  if (draining_) check_drained();
}

void Receiver::State::leave(std::uint32_t slot) {
  slots_[slot].reset();
  free_slots_.push_back(slot);
  wait_acceptable();
  if (draining_) check_drained();
}

void Receiver::State::drain(std::function<void()> done) {
  draining_ = true;
  drained_ = std::move(done);
  boost::system::error_code ignored;
  acceptor.close(ignored);
  for (std::size_t i = 0; i < slots_.size(); ++i) {
    if (const auto connection = slots_[i]) connection->drain();
  }
  check_drained();
}

void Receiver::State::check_drained() {
  const auto is_done = [](const auto& connection) { return !connection || connection->is_finished(); };
  if (!drained_ || !std::all_of(slots_.begin(), slots_.end(), is_done)) return;
  loop_.post(std::exchange(drained_, {}));
}

}  // namespace hookctl::wire
