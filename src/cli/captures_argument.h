#pragma once

#include "cli/option.h"

namespace hookctl::cli {

/// Captures of logs, for the commands that turn each into something else.
inline constexpr Argument captures_argument{.name = "CAPTURE",
                                            .help = "FILE#3, FILE#3-7 or FILE#<id>, or FILE for every capture of a log",
                                            .count = Count::at_least_one,
                                            .suggest = Suggest::capture};

}  // namespace hookctl::cli
