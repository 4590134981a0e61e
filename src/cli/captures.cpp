#include <fmt/format.h>

#include <array>

#include "capture/encode.h"
#include "capture/log_reader.h"
#include "capture/select.h"
#include "cli/color.h"
#include "cli/commands.h"
#include "cli/output_options.h"
#include "cli/provider_option.h"
#include "cli/say.h"
#include "cli/settings.h"
#include "provider/detect.h"
#include "report/captures.h"

namespace hookctl::cli {
namespace {

constexpr capture::BodyLimit no_body{0};

constexpr std::array groups{output_group};

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

std::string record_line(const capture::Capture& capture, capture::BodyLimit limit) {
  std::string line;
  capture::append_record(line, capture, limit);
  return line;
}

Exit run_list(Env& env, const Settings& settings) {
  const auto log = capture::read_log(settings.argument("FILE").value_or("captures.jsonl"));
  if (!log) return fail(env, log.error());
  const auto colour = colour_of(settings, env, env.out);
  for (const auto& each : log->captures) {
    if (env.out.closed()) break;
    env.out.write(settings.flag("json") ? record_line(each, no_body) : report::capture_line(each, colour));
  }
  if (!log->refused.empty()) note(env, fmt::format("{} refused requests are in the log, too", log->refused.size()));
  for (const auto& damage : log->damage) warn(env, fmt::format("line {}: {}", damage.line, damage.what));
  return log->damage.empty() ? Exit::ok : Exit::usage;
}

/// By what the provider of a capture is recognised; nothing where it was named, or is recognised otherwise now.
std::string basis_of(const capture::Capture& capture, std::span<const provider::Provider> known) {
  const auto detected = provider::detect(capture.request, known);
  return detected && detected->provider->name == capture.verdict.provider ? detected->basis : "";
}

Exit run_show(Env& env, const Settings& settings) {
  const auto catalogue = read_catalogue(captures_show_command, settings);
  if (!catalogue) return fail(env, catalogue.error());
  const auto captures = capture::select(capture::parse_selector(*settings.argument("CAPTURE")));
  if (!captures) return fail(env, captures.error());
  const auto colour = colour_of(settings, env, env.out);
  for (const auto& each : *captures) {
    if (env.out.closed()) break;
    env.out.write(settings.flag("json") ? record_line(each, {})
                                        : report::capture_details(each, basis_of(each, catalogue->rows()), colour));
  }
  return Exit::ok;
}

}  // namespace

const Command captures_list_command{
    .name = "captures list",
    .summary = "the captures of a log, one a line",
    .arguments = list_arguments,
    .groups = groups,
    .run = run_list,
};

const Command captures_show_command{
    .name = "captures show",
    .summary = "one capture: what was found, and the request as it came",
    .arguments = show_arguments,
    .groups = groups,
    .run = run_show,
};

}  // namespace hookctl::cli
