#include "flow/repeat_cases.h"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace hookctl::flow {
namespace {

Result<RepeatPlan> copies_of_one(const EventMaker& maker, AtOnce at_once) {
  const auto event = maker.event();
  if (!event) return event.error();
  auto delivery = maker.delivery(*event, Micros{0}, 0);
  if (!delivery) return delivery.error();
  RepeatPlan plan{.at_once = at_once};
  plan.deliveries.push_back(*std::move(delivery));
  return plan;
}

Result<RepeatPlan> once(const EventMaker& maker, AtOnce) { return copies_of_one(maker, {1, 1}); }

Result<RepeatPlan> after_success(const EventMaker& maker, AtOnce) { return copies_of_one(maker, {2, 1}); }

Result<RepeatPlan> after_timeout(const EventMaker& maker, AtOnce) {
  auto plan = copies_of_one(maker, {1, 1});
  if (!plan) return plan;
  auto again = plan->deliveries.front();
  again.earlier = 1;
  plan->deliveries.front().leaves = Leaves::when_sent;
  plan->deliveries.push_back(std::move(again));
  return plan;
}

Result<RepeatPlan> fresh_timestamp(const EventMaker& maker, AtOnce) {
  if (!maker.signs_time()) {
    return RepeatPlan{.not_applicable =
                          fmt::format("{} signs no timestamp: a retry is the same bytes again", maker.sender())};
  }
  const auto event = maker.event();
  if (!event) return event.error();
  RepeatPlan plan;
  for (const auto& [ago, earlier] : {std::pair{Seconds{1}, 0}, std::pair{Seconds{0}, 1}}) {
    auto delivery = maker.delivery(*event, ago, earlier);
    if (!delivery) return delivery.error();
    plan.deliveries.push_back(*std::move(delivery));
  }
  return plan;
}

Result<RepeatPlan> out_of_order(const EventMaker& maker, AtOnce) {
  auto plan = copies_of_one(maker, {1, 1});
  if (!plan) return plan;
  auto newer = copies_of_one(maker, {1, 1});
  if (!newer) return newer;
  auto again = plan->deliveries.front();
  again.earlier = 1;
  plan->deliveries.push_back(std::move(newer->deliveries.front()));
  plan->deliveries.push_back(std::move(again));
  plan->events = 2;
  return plan;
}

constexpr std::array cases{
    RepeatCase{"once", "one delivery of a new event, to see that it counts", once},
    RepeatCase{"after-success", "the same bytes again, after the answer", after_success},
    RepeatCase{"after-timeout", "the same bytes again, after the sender gave up waiting for an answer", after_timeout},
    RepeatCase{"fresh-timestamp", "the same event again, with a new time and signature", fresh_timestamp},
    RepeatCase{"at-once", "copies at the same time", copies_of_one},
    RepeatCase{"out-of-order", "an event again, after a newer one", out_of_order},
};

}  // namespace

std::span<const RepeatCase> repeat_cases() { return cases; }

}  // namespace hookctl::flow
