#include "flow/goals.h"

#include <algorithm>
#include <utility>

namespace hookctl::flow {
namespace {

bool is_of(const capture::Capture& capture, const std::string& id) {
  if (!capture.event || capture.verdict.state == signature::State::failed) return false;
  const auto& event = *capture.event;
  return event.id == id || event.subject == id || event.key == id;
}

}  // namespace

GoalWatch::GoalWatch(Goals goals) : goals_(std::move(goals)), missing_(goals_.expected) {}

std::optional<EndReason> GoalWatch::reached_by(const capture::Capture& capture, std::uint64_t received) {
  const auto arrived = [&](const std::string& id) { return is_of(capture, id); };
  missing_.erase(std::remove_if(missing_.begin(), missing_.end(), arrived), missing_.end());
  if (goals_.until && goals_.until->holds(capture)) return EndReason::until;
  if (!goals_.expected.empty() && missing_.empty()) return EndReason::expect;
  if (goals_.count && received >= *goals_.count) return EndReason::count;
  return std::nullopt;
}

bool GoalWatch::is_unexpected(const capture::Capture& capture) const {
  return !goals_.expected.empty() && std::none_of(goals_.expected.begin(), goals_.expected.end(),
                                                  [&](const std::string& id) { return is_of(capture, id); });
}

}  // namespace hookctl::flow
