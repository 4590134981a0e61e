#pragma once

#include <array>

#include "retry/schedule.h"

/// Ranges of answers that several schedules single out.
namespace hookctl::provider {

inline constexpr std::array just_200{retry::StatusRange{200, 200}};
inline constexpr std::array redirects{retry::StatusRange{300, 399}};
inline constexpr std::array client_errors{retry::StatusRange{400, 499}};
inline constexpr std::array too_many{retry::StatusRange{429, 429}};
inline constexpr std::array gone{retry::StatusRange{410, 410}};

}  // namespace hookctl::provider
