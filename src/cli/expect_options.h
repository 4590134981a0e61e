#pragma once

#include "base/result.h"
#include "capture/fixture.h"
#include "cli/option.h"
#include "cli/settings.h"
#include "flow/judge.h"

namespace hookctl::cli {

inline constexpr Option expect_option{.name = "expect",
                                      .placeholder = "STATUS",
                                      .help = "the answers that are right: 2xx, 200, 200,202",
                                      .fallback = "2xx"};

inline constexpr Option expect_body_option{
    .name = "expect-body",
    .placeholder = "REGEX",
    .help = "what must be in an answer's body, a POSIX extended regular expression"};

/// What `--expect`, `--expect-body` and `--max-latency` say.
Result<flow::Expectations> read_expectations(const Settings& settings);

/// The same for a fixture: where an option is not given, what the fixture expects counts.
Result<flow::Expectations> read_expectations(const Settings& settings, const capture::Expected& fixture);

}  // namespace hookctl::cli
