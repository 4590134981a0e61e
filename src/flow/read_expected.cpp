#include "flow/read_expected.h"

#include <utility>

#include "base/units.h"

namespace hookctl::flow {

Result<Expectations> read_expected(const capture::Expected& expected) {
  auto status = Expectation::parse(expected.status.empty() ? "2xx" : expected.status);
  if (!status) return status.error();
  Expectations read{.status = *std::move(status)};
  if (!expected.body.empty()) {
    auto body = BodyPattern::parse(expected.body);
    if (!body) return body.error();
    read.body = *std::move(body);
  }
  if (!expected.max_latency.empty()) {
    const auto most = parse_duration(expected.max_latency);
    if (!most) return most.error();
    read.max_latency = *most;
  }
  return read;
}

}  // namespace hookctl::flow
