#pragma once

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <string>

#include "cli/commands.h"
#include "cli/output_options.h"
#include "cli/resolve.h"
#include "cli/secrets.h"

/// A small command table with one of everything, so tests do not depend on what the program ships.
namespace hookctl::test {

inline constexpr std::array<std::string_view, 2> sync_words{"disk", "os"};

inline constexpr std::array serve_options{
    cli::Option{.name = "port", .letter = 'p', .placeholder = "PORT", .help = "Listen here", .fallback = "8787"},
    cli::Option{.name = "header",
                .letter = 'H',
                .placeholder = "HEADER",
                .help = "Add this header",
                .repeat = cli::Repeat::many},
    cli::Option{.name = "deadline", .placeholder = "TIME", .help = "Give up then", .otherwise = "the provider's"},
    cli::Option{.name = "max-body", .placeholder = "SIZE", .help = "Refuse larger ones", .fallback = "1MiB"},
    cli::Option{.name = "no-explain", .help = "Do not search for the cause"},
    cli::Option{.name = "provider", .placeholder = "NAME", .help = "Who sends", .suggest = cli::Suggest::provider},
    cli::Option{.name = "sync",
                .placeholder = "WHEN",
                .help = "Answer after this",
                .fallback = "disk",
                .suggest = cli::Suggest::words,
                .words = sync_words},
    cli::Option{.name = "body", .placeholder = "FILE", .help = "The body", .suggest = cli::Suggest::file},
};

inline constexpr std::array serve_groups{cli::OptionGroup{"Options", serve_options}, cli::secret_group,
                                         cli::output_group};
inline constexpr std::array show_groups{cli::output_group};
inline constexpr std::array show_arguments{
    cli::Argument{.name = "CAPTURE", .help = "FILE, FILE#3", .suggest = cli::Suggest::capture},
};
inline constexpr std::array replay_arguments{
    cli::Argument{.name = "FILE", .count = cli::Count::any, .suggest = cli::Suggest::file},
    cli::Argument{.name = "URL"},
};

/// Says what it was given, one value a line.
inline cli::Exit print_settings(cli::Env& env, const cli::Settings& settings) {
  env.out.write(fmt::format("port {} from {}\n", *settings.text("port"), settings.source("port").place));
  env.out.write(fmt::format("header {}\n", fmt::join(settings.all("header"), "|")));
  env.out.write(fmt::format("no-explain {}\n", settings.flag("no-explain")));
  return cli::Exit::ok;
}

inline cli::Exit print_arguments(cli::Env& env, const cli::Settings& settings) {
  env.out.write(
      fmt::format("FILE {}\nURL {}\n", fmt::join(settings.arguments("FILE"), "|"), *settings.argument("URL")));
  return cli::Exit::ok;
}

inline cli::Exit say_ok(cli::Env& env, const cli::Settings&) {
  env.out.write("ok\n");
  return cli::Exit::ok;
}

inline constexpr std::array<std::string_view, 1> serve_examples{"hookctl serve --port 0"};

inline constexpr cli::Command serve{
    .name = "serve", .summary = "receive", .groups = serve_groups, .examples = serve_examples, .run = print_settings};
inline constexpr cli::Command replay{
    .name = "replay", .summary = "send again", .arguments = replay_arguments, .run = print_arguments};
inline constexpr cli::Command captures_list{.name = "captures list", .summary = "list them", .run = say_ok};
inline constexpr cli::Command captures_show{
    .name = "captures show", .summary = "show one", .arguments = show_arguments, .groups = show_groups, .run = say_ok};

inline constexpr std::array<const cli::Command*, 4> demo{&serve, &replay, &captures_list, &captures_show};

}  // namespace hookctl::test
