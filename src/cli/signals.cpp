#include "cli/signals.h"

#include <pthread.h>

namespace hookctl::cli {

Signals::Signals() {
  ::signal(SIGPIPE, SIG_IGN);
  ::signal(SIGXFSZ, SIG_IGN);
}

Signals::~Signals() {
  if (!waiter_.joinable()) return;
  waiter_.request_stop();
  // Addressed to the waiting thread alone, and seen by nobody else.
  pthread_kill(waiter_.native_handle(), SIGTERM);
  waiter_.join();
  pthread_sigmask(SIG_UNBLOCK, &awaited_, nullptr);
}

std::stop_token Signals::stop() {
  if (!waiter_.joinable()) listen();
  return stop_.get_token();
}

void Signals::listen() {
  sigemptyset(&awaited_);
  sigaddset(&awaited_, SIGINT);
  sigaddset(&awaited_, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &awaited_, nullptr);
  waiter_ = std::jthread([this](const std::stop_token& done) { wait(done); });
}

std::optional<int> Signals::received() const {
  const int signal = received_;
  if (signal == 0) return std::nullopt;
  return signal;
}

void Signals::wait(const std::stop_token& done) {
  for (int signal = 0; sigwait(&awaited_, &signal) == 0 && !done.stop_requested();) {
    if (stop_.stop_requested()) {
      ::signal(signal, SIG_DFL);
      pthread_sigmask(SIG_UNBLOCK, &awaited_, nullptr);
      ::raise(signal);
    }
    received_ = signal;
    stop_.request_stop();
  }
}

}  // namespace hookctl::cli
