#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "capture/capture.h"
#include "capture/read_ahead.h"

namespace hookctl::capture {

/// Where captures are meant to come from: `FILE`, `FILE#3`, `FILE#3-7`, `FILE#<id or unambiguous id prefix>`. `#3`
/// alone means the default file `captures.jsonl`.
struct Selector {
  std::string path;
  std::string which = {};  // empty: all of them
};

/// Splits at the last `#` whose right side is a number, a range or looks like an id; a file that exists under the whole
/// name wins.
Selector parse_selector(std::string_view text);

/// The captures a selector names, in log order. Damaged lines are an error here, because what was asked for may be
/// among them; so are a number or id that is not there and an ambiguous prefix (usage errors with a hint).
Result<std::vector<Capture>> select(const Selector& selector);

/// Calls `visit` for each capture of a log in order, until it wants no more, in memory for a few; outcomes are passed
/// over. Damaged lines are an error here too, after everything else was visited.
Result<void> each_capture(const std::string& path, const std::function<Wish(Capture&&)>& visit);

}  // namespace hookctl::capture
