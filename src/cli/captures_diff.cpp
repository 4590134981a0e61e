#include <fmt/format.h>

#include <array>

#include "capture/select.h"
#include "cli/color.h"
#include "cli/commands.h"
#include "cli/output_options.h"
#include "cli/provider_option.h"
#include "cli/say.h"
#include "cli/settings.h"
#include "flow/difference.h"
#include "flow/volatile_headers.h"
#include "report/difference.h"

namespace hookctl::cli {
namespace {

constexpr std::array arguments{
    Argument{.name = "A", .help = "FILE#3 or FILE#<id>", .suggest = Suggest::capture},
    Argument{.name = "B", .help = "the capture it is compared with", .suggest = Suggest::capture},
};

constexpr std::array options{
    Option{.name = "ignore",
           .placeholder = "WHAT",
           .help = "do not compare: a header (X-Request-Id, X-My-*), a place in the JSON (/created_at), or volatile: "
                   "what differs from one attempt to the next",
           .repeat = Repeat::many},
};

constexpr std::array groups{OptionGroup{"Options", options}, output_group};

constexpr std::array<std::string_view, 2> examples{
    "hookctl captures diff captures.jsonl#1 captures.jsonl#2",
    "hookctl captures diff captures.jsonl#1 captures.jsonl#2 --ignore volatile --ignore /created_at",
};

constexpr std::string_view details =
    "The exit code is 0 when nothing differs and 1 when something does. Volatile are Host, Date,\n"
    "User-Agent, what proxies and tracing add, and the headers in which a known provider sends its\n"
    "signature, its time and its id.";

Result<flow::Ignored> read_ignored(const Settings& settings) {
  flow::Ignored ignored;
  for (const auto& what : settings.all("ignore")) {
    if (what == "volatile") {
      const auto catalogue = read_catalogue(captures_diff_command, settings);
      if (!catalogue) return catalogue.error();
      for (auto& name : flow::volatile_headers(catalogue->rows())) ignored.headers.push_back(std::move(name));
    } else if (what.starts_with('/')) {
      ignored.pointers.push_back(what);
    } else {
      ignored.headers.push_back(what);
    }
  }
  return ignored;
}

Result<capture::Capture> read_one(const std::string& name) {
  auto captures = capture::select(capture::parse_selector(name));
  if (!captures) return captures.error();
  if (captures->size() == 1) return std::move(captures->front());
  return Error{fmt::format("'{}' names {} captures", name, captures->size()), "name one: captures.jsonl#3"};
}

Exit run_diff(Env& env, const Settings& settings) {
  const auto ignored = read_ignored(settings);
  if (!ignored) return fail(env, ignored.error());
  const auto left = read_one(*settings.argument("A"));
  if (!left) return fail(env, left.error());
  const auto right = read_one(*settings.argument("B"));
  if (!right) return fail(env, right.error());
  const auto found = flow::differences(*left, *right, *ignored);
  env.out.write(settings.flag("json") ? report::differences_json(found)
                                      : report::differences_text(found, colour_of(settings, env, env.out)));
  return found.empty() ? Exit::ok : Exit::failed;
}

}  // namespace

const Command captures_diff_command{
    .name = "captures diff",
    .summary = "in what two captures differ",
    .arguments = arguments,
    .groups = groups,
    .examples = examples,
    .details = details,
    .run = run_diff,
};

}  // namespace hookctl::cli
