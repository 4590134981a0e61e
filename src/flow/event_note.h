#pragma once

#include "capture/capture.h"
#include "capture/history.h"
#include "webhook/event.h"

namespace hookctl::flow {

/// What a record says of an event and its place among its attempts.
capture::EventNote note_of(const Event& event, const capture::Place& place);

}  // namespace hookctl::flow
