#include "wire/loop.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <utility>

#include "wire/loop_state.h"

namespace hookctl::wire {
namespace {

/// A turn ends at the latest after this many handlers, so answers never wait for a flood to pass.
constexpr int handlers_per_turn = 4096;

}  // namespace

Loop::Loop() : state_(std::make_unique<State>()) {}
Loop::~Loop() = default;

void Loop::run() {
  auto& io = state_->io;
  const auto work = boost::asio::make_work_guard(io);
  while (!io.stopped() && io.run_one() > 0) {
    for (int i = 0; i < handlers_per_turn && !state_->turn_is_full && io.poll_one() > 0; ++i) {
    }
    state_->end_turn();
  }
  io.restart();
}

void Loop::stop() { state_->io.stop(); }

void Loop::post(std::function<void()> task) { boost::asio::post(state_->io, std::move(task)); }

void Loop::after(Micros delay, std::function<void()> task) {
  auto timer = std::make_shared<boost::asio::steady_timer>(state_->io, delay);
  timer->async_wait([timer, task = std::move(task)](const boost::system::error_code& error) {
    if (!error) task();
  });
}

void Loop::at_end_of_turn(std::function<void()> task) { state_->end_of_turn.push_back(std::move(task)); }

void Loop::State::end_turn() {
  turn_is_full = false;
  while (!end_of_turn.empty()) {
    for (const auto& task : std::exchange(end_of_turn, {})) task();
  }
}

}  // namespace hookctl::wire
