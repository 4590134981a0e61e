#pragma once

#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "provider/provider.h"
#include "webhook/request.h"

namespace hookctl::flow {

/// A provider's request with this body: its content type and its further headers.
Request request_of(const provider::Provider& provider, Bytes body);

/// The request of a provider's sample with a fresh id in every place where the sample has its own, and the time of now
/// where it says when it happened. `event` names the sample.
Result<Request> sample_request(const provider::Provider& provider, std::string_view event, std::string_view id,
                               Instant now);

}  // namespace hookctl::flow
