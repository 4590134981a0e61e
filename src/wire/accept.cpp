#include <sys/socket.h>

#include <boost/asio/error.hpp>
#include <cerrno>
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
/// Deadlines and `Date` are this coarse; a sweep also looks again for room when accepting ran out of descriptors.
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
  look_at_clock();
  int failures = 0;
  for (int i = 0; i < accepts_per_wake && slots_.size() - free_slots_.size() < options.limits.connections; ++i) {
    tcp::endpoint peer;
    auto size = static_cast<socklen_t>(peer.capacity());
    Fd socket(::accept4(acceptor.native_handle(), peer.data(), &size, SOCK_NONBLOCK | SOCK_CLOEXEC));
    const Code code(socket.is_open() ? 0 : errno, boost::system::system_category());
    if (would_block(code)) break;
    // Most errors belong to one connection only. What does not pass is tried again by the next sweep.
    if (is_out_of_room(code) || (code && ++failures == failures_per_wake)) return;
    if (code) continue;
    peer.resize(size);
    admit(std::move(socket), address_text(peer));
  }
  wait_acceptable();
}

void Receiver::State::admit(Fd socket, std::string peer) {
  if (free_slots_.empty()) {
    free_slots_.push_back(static_cast<std::uint32_t>(slots_.size()));
    slots_.emplace_back();
  }
  const auto slot = free_slots_.back();
  const auto name = next_ticket(slot);
  auto connection = std::make_shared<Connection>(*this, name, std::move(socket), std::move(peer));
  if (!readiness_.watch(connection->socket(), name)) return;
  free_slots_.pop_back();
  slots_[slot] = std::move(connection);
}

void Receiver::State::wait_for_sweep() {
  sweep_timer_.expires_after(sweep_interval);
  sweep_timer_.async_wait([weak = weak_from_this()](const Code& code) {
    const auto self = weak.lock();
    if (self && !code) self->sweep();
  });
}

void Receiver::State::sweep() {
  look_at_clock();
  date_ = http_date(SystemClock().now());
  for (std::size_t i = 0; i < slots_.size(); ++i) {
    if (const auto connection = slots_[i]) connection->check_deadlines(now_);
  }
  wait_acceptable();
  wait_for_sweep();
}

}  // namespace hookctl::wire
