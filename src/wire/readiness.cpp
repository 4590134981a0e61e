#include "wire/readiness.h"

#include <fmt/format.h>

#include <cerrno>

#include "base/fd.h"

namespace hookctl::wire {
namespace {

/// Reported once when it happens, so that no call has to take note that it was heard.
constexpr std::uint32_t incoming = EPOLLIN | EPOLLRDHUP | EPOLLET;

bool control(int epoll, int operation, int socket, std::uint64_t name, std::uint32_t events) {
  epoll_event event{.events = events, .data = {.u64 = name}};
  return ::epoll_ctl(epoll, operation, socket, &event) == 0;
}

}  // namespace

Result<Readiness> Readiness::open(boost::asio::io_context& io) {
  Fd epoll(::epoll_create1(EPOLL_CLOEXEC));
  boost::asio::posix::stream_descriptor descriptor(io);
  boost::system::error_code code(epoll.is_open() ? 0 : errno, boost::system::system_category());
  if (!code) descriptor.assign(epoll.get(), code);
  if (code) {
    return Error{fmt::format("cannot watch connections: {}", code.message()),
                 "close other programs, or raise the limit of open files (ulimit -n)", Fault::environment};
  }
  epoll.release();
  return Readiness(std::move(descriptor));
}

bool Readiness::watch(int socket, std::uint64_t name) {
  return control(epoll_.native_handle(), EPOLL_CTL_ADD, socket, name, incoming);
}

bool Readiness::watch_both(int socket, std::uint64_t name) {
  return control(epoll_.native_handle(), EPOLL_CTL_MOD, socket, name, incoming | EPOLLOUT);
}

void Readiness::collect() {
  if (at_ < count_) return;
  const int count = ::epoll_wait(epoll_.native_handle(), events_.data(), static_cast<int>(events_.size()), 0);
  at_ = 0;
  count_ = count < 0 ? 0 : static_cast<std::size_t>(count);
}

std::optional<Ready> Readiness::next() {
  if (at_ == count_) return std::nullopt;
  const auto& [events, data] = events_[at_++];
  constexpr std::uint32_t ends = EPOLLRDHUP | EPOLLHUP | EPOLLERR;
  return Ready{.name = data.u64,
               .to_read = (events & (EPOLLIN | ends)) != 0,
               .to_write = (events & EPOLLOUT) != 0,
               .is_ending = (events & ends) != 0};
}

void Readiness::close() {
  boost::system::error_code ignored;
  epoll_.close(ignored);
}

}  // namespace hookctl::wire
