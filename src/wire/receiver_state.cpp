#include "wire/receiver_state.h"

#include <algorithm>
#include <utility>

#include "wire/loop_state.h"

namespace hookctl::wire {
namespace {

constexpr std::size_t readers_kept = 4;
constexpr std::size_t outgoing_kept = 256 * 1024;
/// A turn ends when so many have arrived, though more are ready: the answers to a few had better leave while others
/// come.
constexpr std::size_t most_turn_arrivals = 32;
/// And when it has gathered this much, so that memory stays bounded.
constexpr std::size_t most_turn_bytes = 1024 * 1024;

ReceiverOptions within_slots(ReceiverOptions options) {
  options.limits.connections = std::clamp<std::size_t>(options.limits.connections, 1, most_connections);
  return options;
}

}  // namespace

Receiver::State::State(Loop& loop, ReceiverOptions asked, OnTurn on_turn, boost::asio::ip::tcp::acceptor listening,
                       Readiness readiness, TlsContext tls_context)
    : options(within_slots(std::move(asked))),
      acceptor(std::move(listening)),
      tls(std::move(tls_context)),
      loop_(loop),
      on_turn_(std::move(on_turn)),
      readiness_(std::move(readiness)),
      sweep_timer_(loop.state().io) {}

void Receiver::State::start() {
  sweep();
  wait_ready();
}

void Receiver::State::stop() {
  boost::system::error_code ignored;
  acceptor.close(ignored);
  readiness_.close();
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

Ticket Receiver::State::next_ticket(std::size_t slot) { return ++tickets_ << slot_bits | slot; }

Connection* Receiver::State::connection_of(Ticket ticket) const {
  const auto slot = slot_of(ticket);
  return slot < slots_.size() ? slots_[slot].get() : nullptr;
}

/// Keeps it alive for whoever may close it; none when it has left.
std::shared_ptr<Connection> Receiver::State::named(Ticket name) const {
  const auto& connection = slots_[slot_of(name)];
  return connection && connection->name() == name ? connection : nullptr;
}

void Receiver::State::arrive(Arrival arrival) {
  turn_bytes_ += sizeof(Arrival) + arrival.request.body.size();
  arrivals_.push_back(std::move(arrival));
  if (turn_bytes_ > most_turn_bytes || arrivals_.size() >= most_turn_arrivals) loop_.state().turn_is_full = true;
  schedule_end_of_turn();
}

void Receiver::State::touch(Ticket name) {
  touched_.push_back(name);
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
  look_at_clock();
  send_answers();
  turn_scheduled_ = false;
}

/// Answers leave together, after everybody's requests were seen.
void Receiver::State::send_answers() {
  for (std::size_t i = 0; i < touched_.size(); ++i) {
    auto connection = named(touched_[i]);
    const auto begin = outgoing_.size();
    if (!connection || !connection->release(outgoing_)) continue;
    sending_.push_back({std::move(connection), begin, outgoing_.size() - begin});
    if (sending_.size() == SocketBatch::most) send_released();
  }
  send_released();
  touched_.clear();
}

void Receiver::State::send_released() {
  const auto text_of = [this](const Outgoing& each) { return ByteView(outgoing_).substr(each.begin, each.size); };
  for (const auto& each : sending_) batch_.send(each.connection->socket(), text_of(each));
  const auto results = batch_.run();
  for (std::size_t i = 0; i < sending_.size(); ++i) sending_[i].connection->sent(text_of(sending_[i]), results[i]);
  sending_.clear();
  outgoing_.clear();
  if (outgoing_.capacity() > outgoing_kept) outgoing_ = {};
}

void Receiver::State::finished() {
  if (draining_) check_drained();
}

void Receiver::State::leave(Ticket name) {
  const auto slot = slot_of(name);
  slots_[slot].reset();
  free_slots_.push_back(static_cast<std::uint32_t>(slot));
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
