#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "capture/capture.h"
#include "capture/log_reader.h"

namespace hookctl::capture {

/// One attempt of a delivery, without its body.
struct SeenAttempt {
  std::uint64_t seq = 0;
  Instant at = {};
  std::optional<Micros> gap = {};         // since the attempt before
  std::optional<Answered> answered = {};  // none: an app was asked, and what it said is not in the log
  std::vector<std::string> changed = {};  // what differs from the attempt before: header names, `body`, `target`
};

/// The attempts of one event, in the order they came.
struct SeenDelivery {
  EventNote event = {};  // of the first attempt
  std::vector<SeenAttempt> attempts = {};

  /// Whether an attempt was answered 2xx, so that nothing more was to come.
  bool accepted() const;
};

/// What a log says about deliveries.
struct SeenDeliveries {
  std::vector<SeenDelivery> deliveries = {};  // by their first attempts
  Instant until = {};                         // the last record's time
  std::vector<Damage> damage = {};
};

/// Groups the captures of a log by the identity of their events; those without stay out. Fails when the log cannot be
/// read.
Result<SeenDeliveries> deliveries_in(const std::string& path);

}  // namespace hookctl::capture
