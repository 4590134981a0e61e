#pragma once

#include "base/result.h"
#include "cli/env.h"
#include "cli/option.h"
#include "cli/settings.h"
#include "wire/endpoint.h"

namespace hookctl::cli {

inline constexpr Option endpoint_option{
    .name = "to", .placeholder = "URL", .help = "the endpoint, an http or https URL"};

/// Says on stderr that nobody listens where `--to` points, and what to do.
Exit fail_unreachable(Env& env, const Settings& settings);

/// The endpoint of `--to`; none, or one that is no http(s) URL, is an error.
Result<wire::Endpoint> read_endpoint(const Settings& settings);

}  // namespace hookctl::cli
