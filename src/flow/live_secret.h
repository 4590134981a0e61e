#pragma once

#include <optional>
#include <string_view>

#include "base/bytes.h"

namespace hookctl::flow {

/// Whose live secret a text seems to hold, by the forms that providers give their keys: `a live key of Stripe`. Nothing
/// where it holds none; keys for tests (`sk_test_…`) are none.
std::optional<std::string_view> live_secret_in(ByteView text);

}  // namespace hookctl::flow
