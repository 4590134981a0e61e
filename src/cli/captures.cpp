#include <fmt/format.h>

#include <array>

#include "capture/select.h"
#include "capture/visit_captures.h"
#include "cli/color.h"
#include "cli/commands.h"
#include "cli/condition_option.h"
#include "cli/output_options.h"
#include "cli/provider_option.h"
#include "cli/record_line.h"
#include "cli/say.h"
#include "cli/settings.h"
#include "flow/check.h"
#include "report/captures.h"

namespace hookctl::cli {
namespace {

constexpr std::array list_options{
    Option{.name = "filter",
           .placeholder = "CONDITION",
           .help = "only captures for which it holds: provider=bfl,status=succeeded|failed, path=/hook*, json:/a=1"},
};

constexpr std::array list_groups{OptionGroup{"Options", list_options}, output_group};
constexpr std::array show_groups{output_group};

constexpr std::array<std::string_view, 2> list_examples{
    "hookctl captures list",
    "hookctl captures list night.jsonl --filter verdict=failed,answer=401",
};

constexpr std::array list_arguments{
    Argument{.name = "FILE",
             .help = "the capture log; captures.jsonl when none is named",
             .count = Count::at_most_one,
             .suggest = Suggest::file},
};

constexpr std::array show_arguments{
    Argument{.name = "CAPTURE",
             .help = "FILE#3 or FILE#<id>; '#3', in quotes, is of captures.jsonl",
             .suggest = Suggest::capture},
};

Exit run_list(Env& env, const Settings& settings) {
  const auto condition = read_condition(settings, "filter");
  if (!condition) return fail(env, condition.error());
  const auto colour = colour_of(settings, env, env.out);
  const bool json = settings.flag("json");
  std::size_t refused = 0;
  std::size_t damaged = 0;
  const capture::LogVisitor lister{
      .capture =
          [&](capture::Capture&& each, capture::Extent) {
            if (*condition && !(*condition)->holds(each)) return capture::Visit::go_on;
            env.out.write(json ? record_line(each, no_body) : report::capture_line(each, colour));
            return env.out.closed() ? capture::Visit::enough : capture::Visit::go_on;
          },
      .damaged =
          [&](const capture::Damage& damage) {
            ++damaged;
            warn(env, to_text(damage));
          },
      .refused = [&](const capture::Refused&) { ++refused; }};
  const auto read = capture::visit_captures(settings.argument("FILE").value_or("captures.jsonl"), lister);
  if (!read) return fail(env, read.error());
  if (refused > 0) note(env, fmt::format("{} refused requests are in the log, too", refused));
  return damaged == 0 ? Exit::ok : Exit::usage;
}

Exit run_show(Env& env, const Settings& settings) {
  const auto catalogue = read_catalogue(captures_show_command, settings);
  if (!catalogue) return fail(env, catalogue.error());
  const auto captures = capture::select(capture::parse_selector(*settings.argument("CAPTURE")));
  if (!captures) return fail(env, captures.error());
  const auto colour = colour_of(settings, env, env.out);
  for (const auto& each : *captures) {
    if (env.out.closed()) break;
    env.out.write(settings.flag("json")
                      ? record_line(each, {})
                      : report::capture_details(each, flow::recognised(each, catalogue->rows()), colour));
  }
  return Exit::ok;
}

}  // namespace

const Command captures_list_command{
    .name = "captures list",
    .summary = "the captures of a log, one a line",
    .arguments = list_arguments,
    .groups = list_groups,
    .examples = list_examples,
    .run = run_list,
};

const Command captures_show_command{
    .name = "captures show",
    .summary = "one capture: what was found, and the request as it came",
    .arguments = show_arguments,
    .groups = show_groups,
    .run = run_show,
};

}  // namespace hookctl::cli
