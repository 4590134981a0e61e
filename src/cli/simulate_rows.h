#pragma once

#include <array>
#include <string_view>

#include "cli/endpoint_option.h"
#include "cli/option.h"
#include "cli/provider_option.h"
#include "cli/report_option.h"
#include "cli/request_options.h"

/// The options of `hookctl simulate`, by what they are about.
namespace hookctl::cli::simulate_rows {

inline constexpr std::array<std::string_view, 3> scenario_words{"500-then-200", "3x-backoff", "2h-window"};
inline constexpr std::array<std::string_view, 1> then_words{"duplicate"};

inline constexpr std::array sending{
    acting_provider_option,
    scheme_option,
    Option{.name = "profile",
           .placeholder = "FILE",
           .help = "rows of providers from this file, as captures attempts --profile-out writes them",
           .suggest = Suggest::file},
    endpoint_option,
    Option{.name = "event",
           .placeholder = "SAMPLE",
           .help = "which sample to send: success, failure or moderated",
           .fallback = "success"},
    Option{.name = "body",
           .placeholder = "FILE",
           .help = "send this body instead of a sample; - is stdin",
           .suggest = Suggest::file},
    header_option,
    headers_option,
    Option{.name = "id",
           .placeholder = "ID",
           .help = "the event id, the same on every attempt",
           .otherwise = "a fresh one"},
    Option{.name = "events",
           .placeholder = "N",
           .help = "deliver so many events side by side, each by the schedule",
           .fallback = "1"},
    Option{
        .name = "concurrency", .placeholder = "N", .help = "attempts under way at a time, at most", .fallback = "64"},
};

inline constexpr std::array schedule{
    Option{.name = "schedule",
           .placeholder = "DELAYS",
           .help = "retry after these delays: 1s,5s,30s or exponential:base=10s,factor=3,max=15m,window=2h,jitter=0.1",
           .otherwise = "the provider's"},
    Option{.name = "retries", .placeholder = "N", .help = "retry so often, the last delay again where there are fewer"},
    Option{.name = "retry-on",
           .placeholder = "WHAT",
           .help = "retry after these alone: 5xx,429,timeout,refused,reset",
           .otherwise = "the provider's"},
    Option{.name = "stop-on",
           .placeholder = "STATUS",
           .help = "give up at once after these answers: 410,4xx",
           .otherwise = "the provider's"},
    Option{.name = "ack",
           .placeholder = "TIME",
           .help = "how long the app may take to answer",
           .otherwise = "the provider's, else 30s"},
    Option{.name = "scenario",
           .placeholder = "NAME",
           .help = "500-then-200, 3x-backoff or 2h-window; without --to with an app of hookctl's own that plays along",
           .suggest = Suggest::words,
           .words = scenario_words},
    Option{.name = "plan", .help = "print the timetable and send nothing; needs neither endpoint nor secret"},
};

inline constexpr std::array time{
    Option{.name = "speed",
           .placeholder = "FACTOR",
           .help = "shorten the waits by this factor: 60 makes minutes of hours",
           .otherwise = "1; --instant without --to"},
    Option{.name = "instant", .help = "do not wait at all between attempts"},
    Option{.name = "seed", .placeholder = "N", .help = "draw the same jitter for the same seed", .fallback = "0"},
};

inline constexpr std::array mishaps{
    Option{.name = "outage",
           .placeholder = "TIME",
           .help = "the app is down for so long after the first attempt: hookctl connects to nobody"},
    Option{.name = "crash-after-accept", .help = "cut the first connection after the request, before the answer"},
    Option{.name = "then",
           .placeholder = "WHAT",
           .help = "what follows a success: duplicate sends it once more",
           .suggest = Suggest::words,
           .words = then_words},
};

inline constexpr std::array polling{
    Option{.name = "poll-url",
           .placeholder = "TEMPLATE",
           .help =
               "serve the state of the job on this machine: http://127.0.0.1:9000/requests/{id}, or a path alone; a "
               "POST submits the job, with --id it is under way"},
    Option{.name = "job", .placeholder = "TIME", .help = "how long the job takes", .fallback = "2s"},
    Option{.name = "late", .placeholder = "TIME", .help = "send the webhook so long after the job has ended"},
    Option{.name = "lose", .help = "never send the webhook: the app must poll"},
    Option{.name = "race", .help = "send the webhook before the submit call is answered"},
    Option{.name = "patience",
           .placeholder = "TIME",
           .help = "how long the app may take to submit the job, and to poll where the webhook is lost",
           .fallback = "60s"},
};

inline constexpr std::array judging{
    Option{.name = "expect",
           .placeholder = "END",
           .help = "how a delivery is to end: delivered, gave-up, attempts=4, or two of them",
           .otherwise = "delivered"},
    Option{.name = "max-latency", .placeholder = "TIME", .help = "how long the answer that accepts may take"},
    report_option,
};

}  // namespace hookctl::cli::simulate_rows
