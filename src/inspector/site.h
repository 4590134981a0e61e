#pragma once

#include <atomic>

#include "inspector/guard.h"
#include "inspector/inspector.h"
#include "inspector/marks.h"
#include "inspector/search.h"
#include "inspector/shelf.h"

namespace hookctl::inspector {

/// Everything the routes of one inspector work with; all of it may be used by many threads.
struct Site {
  InspectorOptions options;
  Clock& clock;
  Guard guard;
  Shelf shelf;
  Search search;
  Marks marks = {};
  std::stop_source ending = {};

  Site(InspectorOptions given, Clock& time, Guard rules)
      : options(std::move(given)),
        clock(time),
        guard(std::move(rules)),
        shelf(options.captures, clock),
        search(shelf) {}
};

}  // namespace hookctl::inspector
