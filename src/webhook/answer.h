#pragma once

#include "base/clock.h"
#include "webhook/request.h"

namespace hookctl {

/// What a script says to a request: a response, and how long to wait before it is sent.
struct Answer {
  Response response = {};
  Millis delay{0};
  bool operator==(const Answer&) const = default;
};

}  // namespace hookctl
