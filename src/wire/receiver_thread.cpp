#include "wire/receiver_thread.h"

#include <algorithm>
#include <condition_variable>
#include <iterator>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace hookctl::wire {
namespace {

/// Nothing more is read while this much waits for the user.
constexpr std::size_t most_waiting = 4 * 1024 * 1024;

struct Given {
  Ticket ticket;
  Answer answer;
};

std::size_t size_of(std::span<const Arrival> arrivals) {
  std::size_t size = 0;
  for (const auto& arrival : arrivals) size += sizeof(Arrival) + arrival.request.body.size();
  return size;
}

bool is_refused(const Arrival& arrival) { return arrival.refusal.has_value(); }

}  // namespace

struct ReceiverThread::State : std::enable_shared_from_this<State> {
  State(Loop& user_loop, OnTurn user_function) : user(user_loop), on_turn(std::move(user_function)) {}

  Result<void> open(ReceiverOptions options) {
    auto opened =
        Receiver::open(loop, std::move(options), [this](std::span<Arrival> arrivals) { hand_over(arrivals); });
    if (!opened) return opened.error();
    receiver = *std::move(opened);
    port = receiver->port();
    thread = std::jthread([this] { loop.run(); });
    return {};
  }

  /// A task for the user's loop, which may run when the receiver is gone.
  std::function<void()> while_here(void (State::*task)()) {
    return [weak = weak_from_this(), task] {
      if (const auto self = weak.lock()) (self.get()->*task)();
    };
  }

  /// On the receiver's thread.
  void hand_over(std::span<Arrival> arrivals) {
    std::unique_lock lock(mutex);
    if (waiting.empty()) user.post(while_here(&State::take));
    waiting_size += size_of(arrivals);
    must_be_seen |= std::any_of(arrivals.begin(), arrivals.end(), is_refused);
    std::move(arrivals.begin(), arrivals.end(), std::back_inserter(waiting));
    if (must_be_seen) return seen.wait(lock, [this] { return !must_be_seen || ending; });
    seen.wait(lock, [this] { return waiting_size <= most_waiting || ending; });
  }

  void take() {
    bool is_awaited = false;
    {
      const std::lock_guard lock(mutex);
      std::swap(waiting, taken);
      waiting_size = 0;
      is_awaited = must_be_seen;
    }
    seen.notify_one();
    on_turn(taken);
    taken.clear();
    send_given();
    if (!is_awaited) return;
    {
      const std::lock_guard lock(mutex);
      must_be_seen = false;
    }
    seen.notify_one();
  }

  void answer(Ticket ticket, Answer answer) {
    if (given.empty()) user.at_end_of_turn(while_here(&State::send_given));
    given.push_back({ticket, std::move(answer)});
  }

  void send_given() {
    if (given.empty()) return;
    loop.post([this, answers = std::exchange(given, {})] {
      for (const auto& [ticket, answer] : answers) receiver->answer(ticket, answer);
    });
  }

  void drain(std::function<void()> done) {
    send_given();
    loop.post([this, done = std::move(done)] { receiver->drain([this, done] { user.post(done); }); });
  }

  void stop() {
    {
      const std::lock_guard lock(mutex);
      ending = true;
    }
    seen.notify_one();
    loop.stop();
    thread.join();
  }

  Loop& user;
  OnTurn on_turn;
  Loop loop = {};
  std::optional<Receiver> receiver = {};
  std::uint16_t port = 0;

  std::mutex mutex = {};
  std::condition_variable seen = {};
  std::vector<Arrival> waiting = {};  // for the user; this and what follows under the mutex
  std::size_t waiting_size = 0;
  bool must_be_seen = false;  // the receiver's thread waits until the user has seen what waits
  bool ending = false;

  std::vector<Arrival> taken =
      {};  // the vector `waiting` changes places with; on the user's thread, as is what follows
  std::vector<Given> given = {};
  std::jthread thread = {};
};

Result<ReceiverThread> ReceiverThread::open(Loop& user, ReceiverOptions options, OnTurn on_turn) {
  auto state = std::make_shared<State>(user, std::move(on_turn));
  if (const auto opened = state->open(std::move(options)); !opened) return opened.error();
  return ReceiverThread(std::move(state));
}

ReceiverThread::ReceiverThread(std::shared_ptr<State> state) : state_(std::move(state)) {}

ReceiverThread::ReceiverThread(ReceiverThread&&) noexcept = default;

ReceiverThread& ReceiverThread::operator=(ReceiverThread&& other) noexcept {
  std::swap(state_, other.state_);
  return *this;
}

ReceiverThread::~ReceiverThread() {
  if (state_) state_->stop();
}

std::uint16_t ReceiverThread::port() const { return state_->port; }

void ReceiverThread::answer(Ticket ticket, Answer answer) { state_->answer(ticket, std::move(answer)); }

void ReceiverThread::drain(std::function<void()> done) { state_->drain(std::move(done)); }

}  // namespace hookctl::wire
