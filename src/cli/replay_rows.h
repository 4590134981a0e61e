#pragma once

#include <array>
#include <string_view>

#include "cli/endpoint_option.h"
#include "cli/expect_options.h"
#include "cli/option.h"
#include "cli/provider_option.h"
#include "cli/report_option.h"

/// The options of `hookctl replay`, by what they are about.
namespace hookctl::cli::replay_rows {

inline constexpr std::array<std::string_view, 2> path_words{"keep", "target"};
inline constexpr std::array<std::string_view, 1> pace_words{"original"};
inline constexpr std::array<std::string_view, 1> suite_words{"idempotency"};

inline constexpr std::array sending{
    endpoint_option,
    Option{.name = "path",
           .placeholder = "WHOSE",
           .help = "send to the capture's path (keep) or to the URL's (target)",
           .otherwise = "the URL's where it has one",
           .suggest = Suggest::words,
           .words = path_words},
    Option{.name = "allow-host",
           .placeholder = "HOST",
           .help = "also send to this host, *.example.com to all under it; without it only to this machine and private "
                   "networks",
           .repeat = Repeat::many},
    Option{.name = "filter",
           .placeholder = "CONDITION",
           .help = "only captures for which it holds: provider=bfl,status=succeeded|failed, path=/hook*, json:/a=1"},
    Option{.name = "dry-run", .help = "print the exact bytes that would be sent, and send nothing"},
};

inline constexpr std::array editing{
    Option{.name = "set",
           .placeholder = "/POINTER=VALUE",
           .help = "change a member of the JSON body, or add it; other bytes stay. What was a string stays one; "
                   "elsewhere a value that is JSON is taken as JSON",
           .repeat = Repeat::many},
    Option{.name = "unset",
           .placeholder = "/POINTER",
           .help = "take a member out of the JSON body",
           .repeat = Repeat::many},
    Option{
        .name = "body", .placeholder = "FILE", .help = "send this body instead; - is stdin", .suggest = Suggest::file},
    Option{.name = "edit",
           .help = "open the body in $VISUAL or $EDITOR; a newline that the editor adds at the end is no change"},
    Option{.name = "header",
           .letter = 'H',
           .placeholder = "'NAME: VALUE'",
           .help = "set a header where it stands, or add it",
           .repeat = Repeat::many},
    Option{.name = "drop-header", .placeholder = "NAME", .help = "leave a header out", .repeat = Repeat::many},
};

inline constexpr std::array signing{
    Option{.name = "sign", .help = "sign anew, after all changes"},
    Option{.name = "id",
           .placeholder = "ID",
           .help = "sign for this event id: keep, new, or the id itself",
           .otherwise = "keep"},
    Option{.name = "timestamp",
           .placeholder = "TIME",
           .help = "sign for this time: now, keep, -10m, +10m, RFC 3339 or Unix seconds",
           .otherwise = "now"},
    Option{.name = "forge",
           .placeholder = "KIND[,KIND…]",
           .help = "forgeries between two genuine deliveries: all, http, or names of --forge list"},
    provider_option,
    scheme_option,
    Option{.name = "serve-jwks",
           .placeholder = "PORT",
           .help = "sign with a key pair (of --seed, unless --private-key gives one) and serve it as a JWK Set at "
                   "http://127.0.0.1:PORT/jwks.json as long as the run lasts"},
    Option{.name = "write-jwks",
           .placeholder = "FILE",
           .help = "the same, written to a new file",
           .suggest = Suggest::file},
    Option{.name = "seed",
           .placeholder = "N",
           .help = "forge the same bytes and shuffle alike for the same seed",
           .fallback = "0"},
};

inline constexpr std::array pacing{
    Option{.name = "times", .placeholder = "N", .help = "go through all captures so often", .fallback = "1"},
    Option{.name = "duplicate", .placeholder = "N", .help = "send each capture so often in a row", .fallback = "1"},
    Option{.name = "concurrency",
           .placeholder = "N",
           .help = "requests under way at the same time, at most",
           .otherwise = "1; 64 with --rate and --pace"},
    Option{.name = "rate",
           .placeholder = "N/s",
           .help = "start so many a second (600/m, 5/h), on a schedule that slow answers do not shift"},
    Option{.name = "pace",
           .placeholder = "WHOSE",
           .help = "keep the pauses between the captures: original",
           .suggest = Suggest::words,
           .words = pace_words},
    Option{.name = "keep-alive",
           .help = "send several requests over a connection, one after the other, as load generators do; without it "
                   "each attempt has its own"},
    Option{.name = "shuffle", .help = "send in an order drawn from --seed"},
    Option{.name = "wait-for",
           .placeholder = "TIME",
           .help = "how long to try until the endpoint takes a connection, for an app that is still starting",
           .otherwise = "not at all"},
};

inline constexpr std::array judging{
    expect_option,
    expect_body_option,
    Option{.name = "max-latency",
           .placeholder = "TIME",
           .help = "how long a right answer may take",
           .otherwise = "a warning where the provider would have given up"},
    Option{.name = "deadline",
           .placeholder = "TIME",
           .help = "how long one attempt may take",
           .otherwise = "the provider's, else 30s"},
    Option{.name = "suite",
           .placeholder = "NAME",
           .help = "deliver each event again in every way a provider does, and judge: idempotency",
           .suggest = Suggest::words,
           .words = suite_words},
    Option{.name = "key",
           .placeholder = "KEY",
           .help = "by what a suite makes a new event: provider, json:/request_id, header:NAME, body-hash",
           .otherwise = "where the provider is known to put it"},
    Option{.name = "probe",
           .placeholder = "CMD",
           .help = "a shell command that prints how often the app acted, run before and after"},
    Option{.name = "expect-probe-delta",
           .placeholder = "[/POINTER=]N",
           .help = "by how much that count must grow, of an event in a suite; /orders/total=1 where it stands in JSON",
           .otherwise = "1 in a suite, else not judged"},
    Option{.name = "probe-wait",
           .placeholder = "TIME",
           .help = "how long the app may be at work after the last answer",
           .fallback = "300ms"},
    report_option,
};

}  // namespace hookctl::cli::replay_rows
