#include "flow/volatile_headers.h"

#include <algorithm>
#include <array>

#include "base/lower.h"
#include "base/text.h"
#include "flow/hop.h"

namespace hookctl::flow {
namespace {

/// Of one connection, of what stood between, and of traces; lower case, `*` for the rest of a name.
constexpr std::array<std::string_view, 40> volatile_names{"host",
                                                          "content-length",
                                                          "connection",
                                                          "accept-encoding",
                                                          "date",
                                                          "age",
                                                          "via",
                                                          "forwarded",
                                                          "x-forwarded-*",
                                                          "x-real-ip",
                                                          "x-client-ip",
                                                          "true-client-ip",
                                                          "x-cluster-*",
                                                          "x-original-*",
                                                          "x-request-id",
                                                          "request-id",
                                                          "x-correlation-id",
                                                          "x-amzn-*",
                                                          "x-amz-cf-*",
                                                          "x-cloud-trace-context",
                                                          "x-azure-*",
                                                          "x-appengine-*",
                                                          "x-envoy-*",
                                                          "x-vercel-*",
                                                          "x-railway-*",
                                                          "x-render-*",
                                                          "cf-*",
                                                          "cdn-loop",
                                                          "fly-*",
                                                          "fastly-*",
                                                          "ngrok-*",
                                                          "traceparent",
                                                          "tracestate",
                                                          "baggage",
                                                          "b3",
                                                          "x-b3-*",
                                                          "sentry-trace",
                                                          "x-datadog-*",
                                                          "newrelic",
                                                          "postman-token"};

/// What tells senders apart, and not their events.
constexpr std::string_view sender = "user-agent";

}  // namespace

bool is_volatile_header(std::string_view name) {
  const auto low = lower(name);
  return is_hop_by_hop(name) || std::any_of(volatile_names.begin(), volatile_names.end(),
                                            [&](std::string_view each) { return matches_pattern(low, each); });
}

std::vector<std::string> volatile_headers(std::span<const provider::Provider> known) {
  std::vector<std::string> names(volatile_names.begin(), volatile_names.end());
  names.emplace_back(sender);
  for (const auto& row : known) {
    for (const auto& scheme : row.schemes) {
      for (const auto& place : {scheme.signature, scheme.id, scheme.timestamp}) {
        if (!place.header.empty()) names.emplace_back(place.header);
      }
    }
  }
  return names;
}

}  // namespace hookctl::flow
