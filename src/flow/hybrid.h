#pragma once

#include "flow/job_server.h"
#include "flow/simulate.h"

namespace hookctl::flow {

/// What becomes of the webhook of a job: it is sent when the job has ended, never, or before the submit call returned.
enum class Webhook { sent, lost, early };

/// A job whose result an app can learn in two ways.
struct HybridOptions {
  PollTemplate where;
  std::string job_id;
  bool is_submitted = false;  // by somebody else: the app knows the id already
  Millis takes{2'000};        // until the job has ended
  Millis late{0};             // how much later the webhook comes
  Webhook webhook = Webhook::sent;
  Millis patience{60'000};  // for the submit call, and for the poll that a lost webhook leaves
};

/// What happened beside the delivery.
struct HybridObserver {
  std::function<void(const std::string& submit_url, const std::string& status_url)> ready;
  std::function<void(Micros since_ready)> submitted;
  std::function<void(JobState, Micros since_ready)> asked;
};

struct HybridSummary {
  std::optional<SimulateSummary> delivery = {};  // none: no webhook was sent
  std::size_t polls = 0;
  bool saw_end = false;
  bool stopped = false;
  std::string objection = {};  // what the app did not do; empty when it did
};

/// Plays a job: waits until it is submitted, tells its state, delivers its webhook, and sees whether the app learns of
/// the end. Waits are shortened as the delivery's are. Nothing else may use the loop afterwards. Errors: a port in
/// use, what cannot be signed.
Result<HybridSummary> play_job(const HybridOptions& options, const SimulateOptions& delivery, const Bring& bring,
                               const SimulateObserver& observer, const HybridObserver& watcher, wire::Loop& loop,
                               const Clock& wall, const std::stop_token& stop);

}  // namespace hookctl::flow
