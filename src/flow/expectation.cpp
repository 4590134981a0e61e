#include "flow/expectation.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "base/units.h"

namespace hookctl::flow {

Result<Expectation> Expectation::parse(std::string_view text) {
  Expectation expectation;
  expectation.text_ = text;
  for (const auto whole : split(text, ',')) {
    const auto part = trim(whole);
    const bool is_class = part.size() == 3 && part.ends_with("xx");
    const auto number = is_class ? parse_number(part.substr(0, 1), 1, 5) : parse_number(part, 100, 599);
    if (!number) {
      return Error{fmt::format("cannot read '{}' as an expected answer", part), "write 2xx, 200 or 200,202"};
    }
    const auto low = static_cast<int>(is_class ? *number * 100 : *number);
    expectation.ranges_.push_back({low, is_class ? low + 99 : low});
  }
  return expectation;
}

bool Expectation::met_by(int status) const {
  return std::any_of(ranges_.begin(), ranges_.end(),
                     [&](const retry::StatusRange& range) { return range.contains(status); });
}

}  // namespace hookctl::flow
