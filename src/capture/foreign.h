#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "webhook/request.h"

namespace hookctl::capture {

/// A request as another program recorded or described it, and what is not as it travelled.
struct Foreign {
  std::string name;                // which of its file: `entry 3`, `line 12`
  std::optional<Instant> at = {};  // when it was sent, where that is known
  Request request = {};
  std::string url = {};  // the whole URL, where it stood there
  std::optional<int> status = {};
  std::optional<double> ms = {};  // until the answer
  std::string peer = {};          // who sent it
  std::string key = {};           // what tells it from others at its source; else its time and content do
  std::vector<std::string> lost = {};
};

/// Cuts a URL into what a request needs: sets its target and `url`, and puts a Host in front of the headers where there
/// is none. Yields whether the URL was whole (`http://host/path`); a bare path is a target alone.
bool aim(Foreign& foreign, std::string_view url);

/// Gives a request the length that its body has, in the header it has for it or in a new one; nothing for one without
/// body.
void set_length(Request& request);

}  // namespace hookctl::capture
