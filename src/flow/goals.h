#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "capture/capture.h"
#include "flow/condition.h"

namespace hookctl::flow {

/// What a listener waits for. Of several goals the first that is reached ends it.
struct Goals {
  std::optional<std::uint64_t> count = {};  // this many captures
  std::optional<Condition> until = {};      // a capture for which it holds
  std::vector<std::string> expected = {};   // a capture of each of these ids or subjects

  bool any() const { return count || until || !expected.empty(); }
};

enum class EndReason { count, until, expect, timeout, signal, unheard };

/// Watches captures for the goals.
class GoalWatch {
 public:
  explicit GoalWatch(Goals goals);

  /// The goal that this capture reaches, the latest of `received`. One whose signature is wrong is nobody's: it can be
  /// counted, but does not stand for an id.
  std::optional<EndReason> reached_by(const capture::Capture& capture, std::uint64_t received);

  /// Whether ids are expected and this capture has none of them.
  bool is_unexpected(const capture::Capture& capture) const;

  /// The expected ids that have not come.
  const std::vector<std::string>& missing() const { return missing_; }

 private:
  Goals goals_;
  std::vector<std::string> missing_;
};

}  // namespace hookctl::flow
