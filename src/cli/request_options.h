#pragma once

#include <optional>

#include "base/clock.h"
#include "base/result.h"
#include "cli/env.h"
#include "cli/option.h"
#include "cli/settings.h"
#include "signature/scheme.h"
#include "webhook/headers.h"

namespace hookctl::cli {

inline constexpr Option body_text_option{
    .name = "body-text", .placeholder = "TEXT", .help = "the body itself, for a word on the spot"};

inline constexpr Option header_option{.name = "header",
                                      .letter = 'H',
                                      .placeholder = "'NAME: VALUE'",
                                      .help = "a header of the request",
                                      .repeat = Repeat::many};

inline constexpr Option headers_option{.name = "headers",
                                       .placeholder = "FILE",
                                       .help = "headers from a file, one a line, as curl -D writes them; - is stdin",
                                       .suggest = Suggest::file};

inline constexpr Option method_option{
    .name = "method", .placeholder = "METHOD", .help = "the request's method", .fallback = "POST"};

inline constexpr Option url_option{
    .name = "url", .placeholder = "URL", .help = "the URL that the provider was told, where it is signed"};

inline constexpr Option now_option{.name = "now",
                                   .placeholder = "TIME",
                                   .help = "take this for the present: RFC 3339 or Unix seconds",
                                   .otherwise = "the clock"};

inline constexpr Option tolerance_option{.name = "tolerance",
                                         .placeholder = "TIME",
                                         .help = "how far a signed timestamp may be off, either way",
                                         .otherwise = "the provider's"};

/// The exact bytes of a file, or of stdin for `-`.
Result<Bytes> read_body(Env& env, const std::string& path);

/// The headers of `--headers` and then those of `-H`, in the order given. A line without a colon is an error.
Result<Headers> read_headers(Env& env, const Settings& settings);

/// The headers of `-H` alone, for a command without `--headers`.
Result<Headers> read_given_headers(const Settings& settings);

/// The value of `--tolerance` for both directions, if it is given.
Result<std::optional<signature::Tolerance>> read_tolerance(const Settings& settings);

/// The time of `--now`, else the clock's.
Result<Instant> read_now(const Env& env, const Settings& settings);

}  // namespace hookctl::cli
