#pragma once

#include <string>

#include "capture/history.h"
#include "webhook/event.h"

namespace hookctl::flow {

/// What a record says of an event; `key` tells events apart where it was looked for elsewhere, and is empty else.
capture::EventNote note_of(Event event, std::string key);

/// Finds the place of a capture among those of its event, whose identity is given, and notes it. Whoever cannot sign
/// cannot say which event it is, either: such a capture is no duplicate.
capture::Place take_place(capture::Capture& capture, const std::string& identity, const capture::History& history);

}  // namespace hookctl::flow
