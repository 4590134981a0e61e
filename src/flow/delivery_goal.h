#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace hookctl::flow {

/// How a simulated delivery ended: accepted; all attempts used up; refused by an answer that is final; used up without
/// any answer, so that the app may have done its work; or stopped by hand.
enum class Outcome { delivered, gave_up, refused_for_good, unknown, stopped };

/// `delivered`, `gave up`, `refused for good`, `outcome unknown`, `stopped`.
std::string_view to_text(Outcome outcome);

/// How a delivery is meant to end. Without an end named it is to be delivered.
class DeliveryGoal {
 public:
  /// Reads `delivered`, `gave-up`, `attempts=4`, or two of them joined by a comma.
  static Result<DeliveryGoal> parse(std::string_view text);

  /// Why this end is not the one that is meant; empty when it is.
  std::string objection(Outcome outcome, std::size_t attempts) const;

  const std::string& text() const { return text_; }

 private:
  enum class End { delivered, gave_up };

  Result<void> read(std::string_view part);

  std::string text_ = "delivered";
  std::optional<End> end_ = {};
  std::optional<std::size_t> attempts_ = {};
};

}  // namespace hookctl::flow
