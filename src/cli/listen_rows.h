#pragma once

#include <array>
#include <string_view>

#include "cli/allow_remote.h"
#include "cli/option.h"
#include "cli/provider_option.h"
#include "cli/redaction_option.h"
#include "cli/request_options.h"

/// The options of `hookctl listen`, by what they are about.
namespace hookctl::cli::listen_rows {

inline constexpr std::array<std::string_view, 2> sync_words{"disk", "os"};
inline constexpr std::array<std::string_view, 1> tls_words{"self-signed"};
inline constexpr std::array<std::string_view, 2> challenge_words{"auto", "off"};
inline constexpr std::array<std::string_view, 2> dedupe_words{"answer", "off"};
inline constexpr std::array<std::string_view, 2> forward_words{"raw", "event"};

inline constexpr std::array receiving{
    Option{.name = "port",
           .letter = 'p',
           .placeholder = "PORT",
           .help = "the port; 0 picks a free one",
           .fallback = "8787"},
    Option{.name = "host", .placeholder = "ADDRESS", .help = "the address to bind", .fallback = "127.0.0.1"},
    Option{.name = "output",
           .letter = 'o',
           .placeholder = "FILE",
           .help = "the capture log",
           .fallback = "captures.jsonl",
           .suggest = Suggest::file},
    provider_option,
    scheme_option,
    tolerance_option,
    Option{.name = "no-explain", .help = "do not search for the cause of a mismatch"},
    Option{.name = "max-body", .placeholder = "SIZE", .help = "refuse larger bodies with 413", .fallback = "25MiB"},
    Option{.name = "sync",
           .placeholder = "WHEN",
           .help = "answer once the record is on the disk, or once the system has it (os)",
           .fallback = "disk",
           .suggest = Suggest::words,
           .words = sync_words},
    Option{.name = "keep-credentials", .help = "record Authorization, Cookie and the like instead of masking them"},
    redact_option,
    Option{
        .name = "inspect",
        .placeholder = "[PORT]",
        .help = "serve a page on 127.0.0.1 that shows what comes, and prints its address; without a port on a free one",
        .bare = "0"},
    allow_remote_option,
    Option{
        .name = "metrics", .placeholder = "PORT", .help = "serve the counts at /metrics on 127.0.0.1, for Prometheus"},
};

inline constexpr std::array reaching{
    Option{.name = "ngrok",
           .placeholder = "AGENT",
           .help = "ask the ngrok agent for the public URL: auto is http://127.0.0.1:4040"},
    Option{.name = "public-url",
           .placeholder = "URL",
           .help = "the URL under which providers reach this listener, where something else passes on to it"},
    Option{.name = "tls",
           .placeholder = "HOW",
           .help = "serve https with a certificate made at start: self-signed",
           .suggest = Suggest::words,
           .words = tls_words},
    Option{.name = "tls-cert",
           .placeholder = "FILE",
           .help = "serve https with this certificate and those that vouch for it, PEM",
           .suggest = Suggest::file},
    Option{.name = "tls-key",
           .placeholder = "FILE",
           .help = "the certificate's private key, PEM",
           .suggest = Suggest::file},
};

inline constexpr std::array answering{
    Option{.name = "respond",
           .placeholder = "SCRIPT",
           .help = "what to answer, in turn: 500*2,429:retry-after=3,delay=12s:200,timeout,reset,truncate=10,200; "
                   "'app' leaves it to the app",
           .otherwise = "200, or app with --forward-to"},
    Option{.name = "key",
           .placeholder = "KEY",
           .help = "run the script for each event apart, told by: provider, json:/request_id, header:NAME, body-hash"},
    Option{.name = "body",
           .placeholder = "FILE",
           .help = "the body of every scripted answer; - is stdin",
           .suggest = Suggest::file},
    Option{.name = "body-text", .placeholder = "TEXT", .help = "the same, as a word on the spot"},
    Option{.name = "header",
           .letter = 'H',
           .placeholder = "'NAME: VALUE'",
           .help = "a header of every scripted answer",
           .repeat = Repeat::many},
    Option{.name = "require-valid",
           .help = "answer 401 to what does not verify, and 405 to what is not posted; neither is forwarded"},
    Option{.name = "dedupe",
           .placeholder = "WHAT",
           .help = "answer 200 to events that were accepted before, and do not forward them again: answer or off",
           .fallback = "off",
           .suggest = Suggest::words,
           .words = dedupe_words},
    Option{.name = "dedupe-ttl", .placeholder = "TIME", .help = "how long an event counts as known", .fallback = "24h"},
    Option{.name = "challenge",
           .placeholder = "WHEN",
           .help = "answer the handshakes by which providers test a new endpoint: auto or off",
           .otherwise = "auto, or off with --respond or --forward-to",
           .suggest = Suggest::words,
           .words = challenge_words},
    Option{.name = "verify-token", .placeholder = "TOKEN", .help = "what the handshake of Meta must bring along"},
    Option{.name = "latency-budget", .placeholder = "TIME", .help = "point out answers that took longer"},
};

inline constexpr std::array forwarding{
    Option{.name = "forward-to",
           .placeholder = "[MATCH=]URL",
           .help =
               "pass deliveries on and answer what the app answers; a URL without a path keeps the path; only those "
               "of '/path=URL' or 'type=payment.*=URL'; of several the first one's answer counts",
           .repeat = Repeat::many},
    Option{.name = "forward-as",
           .placeholder = "FORM",
           .help = "pass on the request as it came, or the normalised event: raw or event",
           .fallback = "raw",
           .suggest = Suggest::words,
           .words = forward_words},
};

inline constexpr std::array filtering{
    Option{
        .name = "filter",
        .placeholder = "FIELD=VALUE",
        .help = "show only captures for which this holds: status=failed, path=/bfl*, header:X-Env=prod, json:/a/b!=1"},
    Option{.name = "events",
           .placeholder = "TYPES",
           .help = "show and forward only events of these types: payment.*,charge.failed"},
    Option{.name = "save-filter", .placeholder = "FIELD=VALUE", .help = "record only these"},
    Option{.name = "forward-filter", .placeholder = "FIELD=VALUE", .help = "forward only these; the others get 200"},
};

inline constexpr std::array goals{
    Option{.name = "count", .placeholder = "N", .help = "end with 0 after this many captures"},
    Option{.name = "until",
           .placeholder = "FIELD=VALUE",
           .help = "end with 0 at a capture for which this holds: status=succeeded, id=gen_1, verdict=failed"},
    Option{.name = "expect-id",
           .placeholder = "ID",
           .help = "end with 0 when all of these have come, by id or subject; @FILE has one a line",
           .repeat = Repeat::many},
    Option{.name = "timeout", .placeholder = "TIME", .help = "end after this long; 124 when a goal was not reached"},
};

}  // namespace hookctl::cli::listen_rows
