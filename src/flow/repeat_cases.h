#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "flow/event_maker.h"

namespace hookctl::flow {

/// How many copies go out where several do at once, and how many of them are under way at a time.
struct AtOnce {
  std::size_t copies = 5;
  std::size_t under_way = 5;
};

/// What a case sends: each delivery so often, so many of them under way at a time, of so many events.
struct RepeatPlan {
  std::vector<Recorded> deliveries = {};
  AtOnce at_once = {1, 1};
  std::int64_t events = 1;
  std::string not_applicable = {};
};

/// One way in which a provider delivers an event more than once.
struct RepeatCase {
  std::string_view name;  // `after-success`
  std::string_view says;
  Result<RepeatPlan> (*plan)(const EventMaker& maker, AtOnce at_once);
};

/// The cases of the suite in the order they are run; the first is one delivery alone.
std::span<const RepeatCase> repeat_cases();

}  // namespace hookctl::flow
