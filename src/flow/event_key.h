#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "webhook/request.h"

namespace hookctl::flow {

/// Where to look for what makes two requests deliveries of the same event.
class EventKey {
 public:
  /// Reads `provider` (the id that the provider's row names), `json:/request_id` (a JSON Pointer into the body),
  /// `header:X-Request-Id` or `body-hash` (SHA-256 of the body).
  static Result<EventKey> parse(std::string_view text);

  /// The key of a request; empty where it has none, and always for `provider`.
  std::string of(const Request& request) const { return read_(request, name_); }

 private:
  using Read = std::string (*)(const Request&, const std::string& name);
  EventKey(Read read, std::string_view name) : read_(read), name_(name) {}

  Read read_;
  std::string name_;
};

}  // namespace hookctl::flow
