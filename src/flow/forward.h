#pragma once

#include <functional>
#include <string>

#include "base/clock.h"
#include "capture/capture.h"
#include "flow/route.h"
#include "provider/provider.h"
#include "webhook/event.h"
#include "webhook/request.h"
#include "wire/loop.h"

namespace hookctl::flow {

/// What an app gets: the request as it came, or the normalised event.
enum class ForwardAs { raw, event };

/// What an app said: as the record has it, and as it goes to the provider.
struct AppAnswer {
  capture::Forward told;
  Response response;
};

/// The normalised event as compact JSON: `provider`, `id`, `subject`, `type`, `status`, `raw_status`, `outputs` (each
/// with `url` and `content_type`), `error`, `occurred_at`; null for what the delivery does not say.
std::string event_json(const Event& event);

/// A POST of the event that a request of this provider brought, or of an empty one where it is null, to its target.
Request event_request(const provider::Provider* row, const Request& request);

/// Passes a request on to the app of a route. An app that cannot be reached, or does not answer in time, is a 502.
void ask_app(wire::Loop& loop, const Route& route, const Request& request, Millis deadline,
             std::function<void(AppAnswer)> done);

}  // namespace hookctl::flow
