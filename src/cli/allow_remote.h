#pragma once

#include "cli/env.h"
#include "cli/option.h"
#include "cli/settings.h"
#include "inspector/reach.h"

namespace hookctl::cli {

inline constexpr Option allow_remote_option{
    .name = "allow-remote",
    .placeholder = "HOST",
    .help = "let other machines open the page, too: HOST is the name or address by which they call this one",
    .otherwise = "this machine alone"};

/// Who may reach an inspector, as `--allow-remote` says; this machine alone where it is not given.
Result<inspector::Reach> read_reach(const Settings& settings);

/// Says on stderr what others can do, where `--allow-remote` lets them in.
void warn_of_others(Env& env, const Settings& settings);

}  // namespace hookctl::cli
