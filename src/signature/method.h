#pragma once

#include <string_view>

#include "signature/scheme.h"

namespace hookctl::signature {

/// Whether deliveries of a scheme come by this method: by POST, and by GET where a form is signed, which Twilio then
/// puts into the query (https://www.twilio.com/docs/usage/webhooks).
constexpr bool comes_by(const Scheme& scheme, std::string_view method) {
  return method == "POST" || (method == "GET" && scheme.input.find("{form}") != std::string_view::npos);
}

}  // namespace hookctl::signature
