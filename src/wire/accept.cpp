#include <boost/asio/error.hpp>
#include <utility>

#include "wire/listen_socket.h"
#include "wire/loop_state.h"
#include "wire/receiver_state.h"
#include "wire/would_block.h"

namespace hookctl::wire {
namespace {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;
using Code = boost::system::error_code;

constexpr int accepts_per_wake = 256;
constexpr int failures_per_wake = 16;
/// Deadlines are this coarse; a sweep also looks again for room when accepting ran out of descriptors.
constexpr Millis sweep_interval{250};

/// Whether trying again at once would only fail again: EMFILE, ENFILE, ENOBUFS, ENOMEM.
bool is_out_of_room(const Code& code) {
  return code == asio::error::no_descriptors || code == boost::system::errc::too_many_files_open_in_system ||
         code == asio::error::no_buffer_space || code == asio::error::no_memory;
}

}  // namespace

void Receiver::State::wait_acceptable() {
  const auto connected = slots_.size() - free_slots_.size();
  if (waits_acceptable_ || !acceptor.is_open() || connected >= options.limits.connections) return;
  waits_acceptable_ = true;
  acceptor.async_wait(tcp::acceptor::wait_read, [weak = weak_from_this()](const Code& code) {
    const auto self = weak.lock();
    if (!self) return;
    self->waits_acceptable_ = false;
    if (!code) self->on_acceptable();
  });
}

void Receiver::State::on_acceptable() {
  int failures = 0;
  for (int i = 0; i < accepts_per_wake && slots_.size() - free_slots_.size() < options.limits.connections; ++i) {
    tcp::endpoint peer;
    Code code;
    auto socket = acceptor.accept(peer, code);
    if (would_block(code)) break;
    // Most errors belong to one connection only. What does not pass is tried again by the next sweep.
    if (is_out_of_room(code) || (code && ++failures == failures_per_wake)) return;
    if (!code) admit(std::move(socket), address_text(peer));
  }
  wait_acceptable();
}

void Receiver::State::admit(tcp::socket socket, std::string peer) {
  Code code;
  socket.non_blocking(true, code);
  if (code) return;
  socket.set_option(tcp::no_delay(true), code);
  if (free_slots_.empty()) {
    free_slots_.push_back(static_cast<std::uint32_t>(slots_.size()));
    slots_.emplace_back();
  }
  const auto slot = free_slots_.back();
  free_slots_.pop_back();
  slots_[slot] = std::make_shared<Connection>(*this, slot, std::move(socket), std::move(peer));
  slots_[slot]->start();
}

void Receiver::State::wait_for_sweep() {
  sweep_timer_.expires_after(sweep_interval);
  sweep_timer_.async_wait([weak = weak_from_this()](const Code& code) {
    const auto self = weak.lock();
    if (self && !code) self->sweep();
  });
}

void Receiver::State::sweep() {
  const auto now = std::chrono::steady_clock::now();
  for (std::size_t i = 0; i < slots_.size(); ++i) {
    if (const auto connection = slots_[i]) connection->check_deadlines(now);
  }
  wait_acceptable();
  wait_for_sweep();
}

}  // namespace hookctl::wire
