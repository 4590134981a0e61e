#pragma once

#include <array>

#include "provider/rows/bfl.h"
#include "provider/rows/fal.h"
#include "provider/rows/higgsfield.h"
#include "provider/rows/standard_webhooks.h"
#include "provider/rows/wavespeed.h"

namespace hookctl::provider {

/// The catalogue. To add a provider, add a file to rows/ and its name here.
inline constexpr std::array rows{bfl,        wavespeed,         fal,           fal_2h,
                                 higgsfield, higgsfield_legacy, higgsfield_v1, standard_webhooks};

}  // namespace hookctl::provider
