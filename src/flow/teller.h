#pragma once

#include <optional>

#include "flow/goals.h"
#include "flow/intake.h"
#include "flow/listen.h"

namespace hookctl::flow {

/// Tells a listener's observer of captures, as far as the user wants to see them, and of what there is to mind. What it
/// is made of must outlive it.
class Teller {
 public:
  Teller(const ListenOptions& options, const ListenObserver& observer, const GoalWatch& goals)
      : options_(options), observer_(observer), goals_(goals) {}

  /// `took`: until the answer; none where there is none, or none yet.
  void captured(const Pending& pending, std::optional<Micros> took) const;
  void outcome(const Pending& pending, const capture::Outcome& outcome) const;
  /// `status`: what the provider got; 0 where it got no response.
  void concerns(const Pending& pending, int status, std::optional<Micros> took) const;

 private:
  bool is_shown(const Pending& pending) const;

  const ListenOptions& options_;
  const ListenObserver& observer_;
  const GoalWatch& goals_;
};

}  // namespace hookctl::flow
