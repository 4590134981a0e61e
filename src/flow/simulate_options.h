#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "flow/delivery_goal.h"
#include "provider/provider.h"
#include "retry/schedule.h"
#include "signature/keys.h"
#include "webhook/request.h"

namespace hookctl::flow {

/// One event to deliver: its id, the same on every attempt, and its request, unsigned.
struct SimulatedEvent {
  std::string id;
  Request request;
};

/// What becomes of an attempt once the request was sent: its answer is heard, or the connection is cut before it.
enum class Hearing { heard, cut };

/// What follows when a delivery was accepted: nothing, or the same once more, as at-least-once delivery does.
enum class Afterwards { nothing, duplicate };

/// What goes wrong on purpose.
struct Mishaps {
  Millis outage{0};  // of the schedule's time, from the first attempt on: nobody takes a connection
  Hearing first_attempt = Hearing::heard;
  Afterwards afterwards = Afterwards::nothing;
};

/// Deliveries to make as a provider makes them.
struct SimulateOptions {
  const provider::Provider& provider;
  retry::Schedule schedule;  // the provider's own, or another
  const signature::Keys& keys;
  std::vector<SimulatedEvent> events;
  std::string url = {};             // where they go, as reports name it
  std::uint64_t seed = 0;           // draws the jitter
  std::optional<double> speed = 1;  // divides the waits; none: they take no time
  std::size_t concurrency = 1;      // attempts under way at most
  Mishaps mishaps = {};
  DeliveryGoal goal = {};
  std::optional<Millis> max_latency = {};  // of the answer that accepts
};

}  // namespace hookctl::flow
