#include "flow/delivery_goal.h"

#include <fmt/format.h>

#include <array>

#include "base/text.h"
#include "base/units.h"

namespace hookctl::flow {
namespace {

constexpr std::string_view attempts_word = "attempts=";

}  // namespace

std::string_view to_text(Outcome outcome) {
  constexpr std::array<std::string_view, 5> words{"delivered", "gave up", "refused for good", "outcome unknown",
                                                  "stopped"};
  return words[static_cast<std::size_t>(outcome)];
}

Result<void> DeliveryGoal::read(std::string_view part) {
  if (part == "delivered") {
    end_ = End::delivered;
    return {};
  }
  if (part == "gave-up") {
    end_ = End::gave_up;
    return {};
  }
  if (part.starts_with(attempts_word)) {
    const auto count = parse_number(part.substr(attempts_word.size()), 1, 100'000);
    if (!count) return count.error();
    attempts_ = *count;
    return {};
  }
  return Error{fmt::format("cannot read '{}' as the end of a delivery", escape_for_terminal(part)),
               "write delivered, gave-up or attempts=4"};
}

Result<DeliveryGoal> DeliveryGoal::parse(std::string_view text) {
  DeliveryGoal goal;
  goal.text_ = text;
  for (const auto part : split(text, ',')) {
    if (const auto read = goal.read(trim(part)); !read) return read.error();
  }
  return goal;
}

std::string DeliveryGoal::objection(Outcome outcome, std::size_t attempts) const {
  const bool gave_up = outcome != Outcome::delivered && outcome != Outcome::stopped;
  // A number of attempts alone says nothing about how the last one ended.
  const bool any_end = !end_ && attempts_;
  if (!any_end && gave_up != (end_ == End::gave_up)) return fmt::format("{}, {} expected", to_text(outcome), text_);
  if (attempts_ && attempts != *attempts_)
    return fmt::format("{} attempt{}, {} expected", attempts, attempts == 1 ? "" : "s", *attempts_);
  return {};
}

}  // namespace hookctl::flow
