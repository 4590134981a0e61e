#pragma once

#include <functional>
#include <map>
#include <optional>
#include <thread>

#include "flow/check.h"
#include "signature/explain.h"
#include "wire/loop.h"

namespace hookctl::flow {

/// Finds the causes of failed checks on a thread beside the loop: one search at a time, and for each reason at most one
/// a minute, so that a flood of bad signatures costs no more than a few.
class CauseSearch {
 public:
  using Done = std::function<void(const std::optional<signature::Explanation>&)>;

  /// What `against` refers to must outlive the search; `budget` bounds each.
  CauseSearch(wire::Loop& loop, const Clock& clock, Check against, Millis budget)
      : loop_(loop), clock_(clock), against_(against), budget_(budget) {}

  /// Searches for the cause of a check as of `at`, unless it is not the turn of one; `done` is called on the loop,
  /// where a search was made.
  void offer(const Request& request, const Checked& checked, Instant at, Done done);

  bool is_busy() const { return is_busy_; }

 private:
  bool is_due(signature::Reason reason, Instant now);

  wire::Loop& loop_;
  const Clock& clock_;
  Check against_;
  Millis budget_;
  std::map<signature::Reason, Instant> searched_ = {};
  bool is_busy_ = false;
  std::jthread worker_ = {};  // last: it ends before what it uses
};

}  // namespace hookctl::flow
