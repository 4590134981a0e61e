#include "wire/receiver.h"

#include <utility>

#include "wire/listen_socket.h"
#include "wire/loop_state.h"
#include "wire/receiver_state.h"

namespace hookctl::wire {

Result<Receiver> Receiver::open(Loop& loop, ReceiverOptions options, OnTurn on_turn) {
  auto acceptor = open_listen_socket(loop.state().io, options);
  if (!acceptor) return acceptor.error();
  auto readiness = Readiness::open(loop.state().io);
  if (!readiness) return readiness.error();
  TlsContext tls;
  if (options.tls) {
    auto made = make_tls_context(*options.tls);
    if (!made) return made.error();
    tls = *std::move(made);
  }
  auto state = std::make_shared<State>(loop, std::move(options), std::move(on_turn), *std::move(acceptor),
                                       *std::move(readiness), std::move(tls));
  state->start();
  return Receiver(std::move(state));
}

Receiver::Receiver(std::shared_ptr<State> state) : state_(std::move(state)) {}

Receiver::Receiver(Receiver&&) noexcept = default;

Receiver& Receiver::operator=(Receiver&& other) noexcept {
  std::swap(state_, other.state_);
  return *this;
}

Receiver::~Receiver() {
  if (state_) state_->stop();
}

std::uint16_t Receiver::port() const {
  boost::system::error_code ignored;
  return state_->acceptor.local_endpoint(ignored).port();
}

void Receiver::answer(Ticket ticket, const Response& response) {
  auto* const connection = state_->connection_of(ticket);
  if (connection && connection->answer(ticket, response)) state_->touch(connection->name());
}

void Receiver::answer(Ticket ticket, const Answer& answer) {
  auto* const connection = state_->connection_of(ticket);
  if (connection && connection->answer(ticket, answer)) state_->touch(connection->name());
}

void Receiver::begin(Ticket ticket, const Response& response) {
  auto* const connection = state_->connection_of(ticket);
  if (connection && connection->begin(ticket, response)) state_->touch(connection->name());
}

void Receiver::add_piece(Ticket ticket, ByteView piece) {
  auto* const connection = state_->connection_of(ticket);
  if (connection && connection->add_piece(ticket, piece)) state_->touch(connection->name());
}

void Receiver::end(Ticket ticket) {
  auto* const connection = state_->connection_of(ticket);
  if (connection && connection->end(ticket)) state_->touch(connection->name());
}

std::optional<std::size_t> Receiver::waiting(Ticket ticket) const {
  auto* const connection = state_->connection_of(ticket);
  if (!connection) return std::nullopt;
  return connection->waiting(ticket);
}

void Receiver::drain(std::function<void()> done) { state_->drain(std::move(done)); }

}  // namespace hookctl::wire
