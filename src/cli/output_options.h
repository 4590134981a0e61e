#pragma once

#include <array>

#include "cli/option.h"

namespace hookctl::cli {

inline constexpr std::array<std::string_view, 3> color_words{"auto", "always", "never"};

inline constexpr std::array output_options{
    Option{.name = "json", .help = "print JSON on stdout: one object, or one per line"},
    Option{.name = "color",
           .placeholder = "WHEN",
           .help = "colour the output: auto, always or never",
           .fallback = "auto",
           .suggest = Suggest::words,
           .words = color_words},
};

/// `--json` and `--color`, as every command that prints a result has them.
inline constexpr OptionGroup output_group{"Output", output_options};

}  // namespace hookctl::cli
