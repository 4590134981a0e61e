#include "flow/script_progress.h"

#include "capture/history.h"

namespace hookctl::flow {

std::optional<Answer> ScriptProgress::next(const std::string& identity) { return script_.nth(position(identity)++); }

void ScriptProgress::undo(const std::string& identity) { --position(identity); }

void ScriptProgress::resume(const capture::Capture& answered) {
  if (order_ == ScriptOrder::all_requests || !answered.event) return;
  const bool was_ours = answered.response ? answered.response->rule == script_.text() : script_.asks_app();
  if (was_ours) ++position(capture::identity_of(*answered.event));
}

std::uint64_t& ScriptProgress::position(const std::string& identity) {
  return positions_[order_ == ScriptOrder::each_event ? identity : std::string{}];
}

}  // namespace hookctl::flow
