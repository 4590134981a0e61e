#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>

#include "capture/capture.h"
#include "flow/answer_script.h"

namespace hookctl::flow {

/// Whose position an answer script keeps: one for all requests, or one for each event.
enum class ScriptOrder { all_requests, each_event };

/// How far an answer script has come.
class ScriptProgress {
 public:
  ScriptProgress(AnswerScript script, ScriptOrder order) : script_(std::move(script)), order_(order) {}

  /// The next answer to the event of this identity; nothing when the app is to give it. Requests without identity share
  /// a position.
  std::optional<Answer> next(const std::string& identity);
  /// Takes the last step back.
  void undo(const std::string& identity);

  /// Goes one step on for a capture that this script answered in an earlier run; for the order of each event only.
  void resume(const capture::Capture& answered);

  const AnswerScript& script() const { return script_; }
  ScriptOrder order() const { return order_; }

 private:
  std::uint64_t& position(const std::string& identity);

  AnswerScript script_;
  ScriptOrder order_;
  std::unordered_map<std::string, std::uint64_t> positions_;
};

}  // namespace hookctl::flow
