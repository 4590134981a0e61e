#include <algorithm>
#include <string>

#include "checks.h"
#include "provider/catalogue.h"
#include "provider/detect.h"
#include "provider/read_event.h"
#include "target.h"

namespace hookctl::fuzz {
namespace {

/// Lines up to an empty one are headers, the rest is the body.
Request request_of(ByteView input) {
  Request request;
  while (!input.empty()) {
    const auto end = std::min(input.find('\n'), input.size());
    const auto line = input.substr(0, end);
    input.remove_prefix(std::min(end + 1, input.size()));
    if (line.empty()) break;
    const auto colon = std::min(line.find(':'), line.size());
    request.headers.add(std::string(line.substr(0, colon)), std::string(line.substr(std::min(colon + 1, line.size()))));
  }
  request.body = Bytes(input);
  return request;
}

}  // namespace

void check_events(ByteView input) {
  const auto request = request_of(input);
  if (const auto detected = provider::detect(request)) {
    require(!detected->basis().empty(), "what is recognised is recognised by something");
  }
  for (const auto& row : provider::catalogue()) {
    const auto event = provider::read_event(row, request);
    require(event.provider == row.name, "an event says whose it is");
    require(event.raw_status.empty() == !event.status, "a status word has a meaning, and no other word has one");
    require(event == provider::read_event(row, request), "the same delivery is the same event");
  }
}

}  // namespace hookctl::fuzz
