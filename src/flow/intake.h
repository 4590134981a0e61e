#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/json_document.h"
#include "capture/history.h"
#include "capture/ulid.h"
#include "flow/check.h"
#include "flow/credentials.h"
#include "flow/listen_options.h"
#include "flow/script_progress.h"

namespace hookctl::flow {

/// A capture between its arrival and its answer.
struct Pending {
  wire::Ticket ticket = 0;
  capture::Capture capture = {};
  std::unique_ptr<capture::Capture> redacted = {};  // the capture as it is recorded and told, where that is another
  Checked checked = {};
  std::string identity = {};  // of the event; empty: it has none
  capture::Place place = {};
  std::vector<const Route*> routes = {};  // the apps that hear of it
  std::optional<Answer> answer = {};      // none: the first app gives it
  bool is_saved = true;
  std::uint64_t used_script = 0;  // the number of the script that was asked; 0: none was
  capture::History::Step step = {};

  const capture::Capture& record() const { return redacted ? *redacted : capture; }
};

/// Judges requests, decides what to say to them and makes their records.
class Intake {
 public:
  /// `trouble` is told what goes wrong without ending anything. The options must outlive the intake.
  Intake(const ListenOptions& options, std::function<void(const Error&)> trouble);

  /// Takes up the numbers, the events and the script where the log ends.
  Result<void> resume();
  /// From now on requests are taken to have been sent to this URL.
  void set_public_url(std::string base) { public_url_ = std::move(base); }

  /// From now on requests are answered by this script, from its first step on.
  void use_script(AnswerScript script) {
    progress_ = ScriptProgress(std::move(script), progress_.order());
    ++script_number_;
  }

  /// Makes an arrival, which gives away its request, a capture.
  void take(wire::Arrival& arrival, Pending& pending);
  /// The record of what HTTP forbids, redacted like the others.
  capture::Refused refuse(const wire::Arrival& arrival);
  /// A capture that could not be stored is as if it had not come; of several, the latest goes first.
  void undo(const Pending& pending);
  /// What became of a capture that an app was asked about.
  void note(const capture::Outcome& outcome) { history_.note(outcome); }

  Check against() const { return {options_.provider, known_, options_.keys, options_.tolerance}; }

 private:
  using Body = std::optional<json::Document>;

  void name_event(Pending& pending, const Body& body);
  void place(Pending& pending);
  void redact(Pending& pending);
  void decide(Pending& pending, const Body& body);
  std::optional<Answer> handshake(const Pending& pending, const Body& body, std::string& rule);
  bool is_known_duplicate(const Pending& pending) const;

  const ListenOptions& options_;
  std::function<void(const Error&)> trouble_;
  provider::Detector known_;
  CredentialHeaders credentials_;
  std::string public_url_;
  capture::Ulids ids_;
  capture::History history_;
  ScriptProgress progress_;
  std::uint64_t script_number_ = 1;
};

}  // namespace hookctl::flow
