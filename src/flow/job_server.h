#pragma once

#include <functional>
#include <optional>
#include <string>

#include "flow/poll_template.h"
#include "provider/provider.h"
#include "wire/receiver.h"

namespace hookctl::flow {

/// How far a provider has come with a job.
enum class JobState { queued, in_progress, ended };

/// `queued`, `in progress`, `ended`.
std::string_view to_text(JobState state);

/// One job at a provider: the call that submits it, and what it says of itself when it is asked.
struct Job {
  std::string id;
  const provider::Provider& row;
  Bytes result;  // what is said once it has ended: the body of the webhook
};

/// The provider's side of polling, on loopback: a POST anywhere submits the job, a GET of the template's form asks for
/// its state. Anything else is 404.
class JobServer {
 public:
  struct Observer {
    std::function<JobState()> state;  // asked at each request
    std::function<void()> submitted;
    std::function<void(JobState)> asked;
  };

  JobServer(wire::Loop& loop, PollTemplate where, Job job, Observer observer);
  JobServer(const JobServer&) = delete;
  JobServer& operator=(const JobServer&) = delete;

  Result<void> open();

  /// The URL that tells the state of the job, and where to submit it.
  std::string status_url() const;
  std::string submit_url() const;

  /// Lets submit calls wait for their answer until `answer_submits`.
  void hold_submits() { holds_submits_ = true; }
  void answer_submits();

  /// Takes no further connection and calls `done` once every answer is sent.
  void drain(std::function<void()> done) { receiver_->drain(std::move(done)); }

 private:
  void answer(const wire::Arrival& arrival);
  Response state_response(JobState state) const;

  wire::Loop& loop_;
  PollTemplate where_;
  Job job_;
  Observer observer_;
  bool holds_submits_ = false;
  std::vector<wire::Ticket> held_;
  std::optional<wire::Receiver> receiver_ = {};
};

}  // namespace hookctl::flow
