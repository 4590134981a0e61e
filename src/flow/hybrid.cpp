#include "flow/hybrid.h"

#include <fmt/format.h>

#include <chrono>

#include "base/units.h"

namespace hookctl::flow {
namespace {

using Steady = std::chrono::steady_clock;

constexpr Millis to_let_out{1'000};

/// One job from its submit call to the end that the app sees.
class Play {
 public:
  Play(const HybridOptions& options, const SimulateOptions& delivery, const HybridObserver& watcher, wire::Loop& loop)
      : options_(options),
        delivery_(delivery),
        watcher_(watcher),
        loop_(loop),
        server_(loop, options.where, {options.job_id, delivery.provider, delivery.events.front().request.body},
                {.state = [this] { return state(); },
                 .submitted = [this] { submitted(); },
                 .asked = [this](JobState state) { asked(state); }}) {}

  Result<HybridSummary> run(const Bring& bring, const SimulateObserver& observer, const Clock& wall,
                            const std::stop_token& stop) {
    if (const auto open = server_.open(); !open) return open.error();
    began_ = Steady::now();
    watcher_.ready(server_.submit_url(), server_.status_url());
    if (options_.is_submitted) submitted_at_ = began_;
    if (options_.webhook == Webhook::early) server_.hold_submits();
    {
      const std::stop_callback on_stop(stop, [this] { loop_.post([this] { end_wait(); }); });
      wait([this] { return submitted_at_.has_value(); }, options_.patience, stop);
      if (!submitted_at_) return ended(stop, fmt::format("nobody submitted the job within {}", patience()));
      if (options_.webhook != Webhook::early)
        wait([] { return false; }, shortened(options_.takes + options_.late), stop);
      if (stop.stop_requested()) return ended(stop, {});
      if (options_.webhook == Webhook::lost) {
        wait([this] { return summary_.saw_end; }, options_.patience, stop);
        return ended(stop, summary_.saw_end ? "" : fmt::format("nobody asked for the result within {}", patience()));
      }
    }
    return deliver(bring, observer, wall, stop);
  }

 private:
  std::string patience() const { return hookctl::to_text(Micros(options_.patience)); }

  Millis shortened(Millis wait) const {
    return delivery_.speed ? std::chrono::duration_cast<Millis>(wait / *delivery_.speed) : Millis{0};
  }

  Micros elapsed() const { return std::chrono::duration_cast<Micros>(Steady::now() - began_); }

  JobState state() const {
    if (!submitted_at_) return JobState::queued;
    const auto takes = shortened(options_.takes);
    const auto since = Steady::now() - *submitted_at_;
    if (is_over_ || since >= takes) return JobState::ended;
    return since * 3 < takes ? JobState::queued : JobState::in_progress;
  }

  void submitted() {
    watcher_.submitted(elapsed());
    if (!submitted_at_) submitted_at_ = Steady::now();
    check();
  }

  void asked(JobState state) {
    ++summary_.polls;
    summary_.saw_end = summary_.saw_end || state == JobState::ended;
    watcher_.asked(state, elapsed());
    check();
  }

  /// Runs the loop until `done`, for so long at the most, or until a stop is requested.
  void wait(const std::function<bool()>& done, Millis at_most, const std::stop_token& stop) {
    if (done() || stop.stop_requested()) return;
    done_ = done;
    loop_.after(at_most, [this, wait = ++wait_] {
      if (wait == wait_) end_wait();
    });
    loop_.run();
  }

  void check() {
    if (done_ && done_()) end_wait();
  }

  void end_wait() {
    if (!done_) return;
    done_ = {};
    loop_.stop();
  }

  /// The end; answers that are on their way are let out before.
  HybridSummary ended(const std::stop_token& stop, std::string objection) {
    summary_.stopped = stop.stop_requested();
    if (summary_.stopped) return summary_;
    summary_.objection = std::move(objection);
    loop_.after(to_let_out, [this] { loop_.stop(); });
    server_.drain([this] { loop_.stop(); });
    loop_.run();
    return summary_;
  }

  Result<HybridSummary> deliver(const Bring& bring, const SimulateObserver& observer, const Clock& wall,
                                const std::stop_token& stop) {
    is_over_ = true;
    auto heard = observer;
    heard.attempt = [&](std::size_t delivery, const Attempt& attempt) {
      observer.attempt(delivery, attempt);
      if (options_.webhook == Webhook::early) server_.answer_submits();
    };
    const auto delivery = simulate(delivery_, bring, heard, loop_, wall, stop);
    if (!delivery) return delivery.error();
    summary_.delivery = *delivery;
    return ended(stop, {});
  }

  const HybridOptions& options_;
  const SimulateOptions& delivery_;
  const HybridObserver& watcher_;
  wire::Loop& loop_;
  JobServer server_;
  Steady::time_point began_;
  std::optional<Steady::time_point> submitted_at_;
  bool is_over_ = false;
  std::function<bool()> done_;
  std::uint64_t wait_ = 0;
  HybridSummary summary_;
};

}  // namespace

Result<HybridSummary> play_job(const HybridOptions& options, const SimulateOptions& delivery, const Bring& bring,
                               const SimulateObserver& observer, const HybridObserver& watcher, wire::Loop& loop,
                               const Clock& wall, const std::stop_token& stop) {
  return Play(options, delivery, watcher, loop).run(bring, observer, wall, stop);
}

}  // namespace hookctl::flow
