#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "cli/color.h"
#include "cli/commands.h"
#include "cli/keys.h"
#include "cli/output_options.h"
#include "cli/provider_option.h"
#include "cli/request_options.h"
#include "cli/say.h"
#include "cli/secrets.h"
#include "cli/settings.h"
#include "cli/subject.h"
#include "flow/check_record.h"
#include "flow/explain.h"
#include "report/verdict.h"

namespace hookctl::cli {
namespace {

constexpr std::array arguments{
    Argument{.name = "CAPTURE",
             .help = "FILE#3 or FILE#<id>, or FILE for every capture of a log",
             .count = Count::at_most_one,
             .suggest = Suggest::capture},
};

constexpr std::array options{
    Option{.name = "body",
           .placeholder = "FILE",
           .help = "the body instead, exact bytes; - is stdin",
           .suggest = Suggest::file},
    body_text_option,
    header_option,
    headers_option,
    method_option,
    url_option,
    Option{.name = "id", .placeholder = "ID", .help = "the event id, where no header has it"},
    Option{.name = "timestamp", .placeholder = "TIME", .help = "the signed time, where no header has it"},
    provider_option,
    scheme_option,
    tolerance_option,
    Option{.name = "now",
           .placeholder = "TIME",
           .help = "check as of this time: RFC 3339 or Unix seconds",
           .otherwise = "a capture's own time, else the clock"},
    Option{.name = "no-explain", .help = "do not search for the cause of a mismatch"},
    Option{.name = "show-signature", .help = "show signatures whole, also the one that is due"},
};

constexpr std::array groups{OptionGroup{"Options", options}, secret_group, public_key_group, output_group};

constexpr std::array<std::string_view, 4> examples{
    "hookctl verify captures.jsonl#3 --secret-env BFL_SECRET",
    "hookctl verify --body body.json --headers headers.txt --secret-file key",
    "hookctl verify captures.jsonl --jwks jwks.json --json",
    "hookctl verify --body b --headers h --scheme 'hmac-sha256 hex \"{ts}.{body}\" X-Sig prefix=v1='",
};

/// How long one search for a cause may take.
constexpr Millis explain_budget{2'000};

/// What was redacted in the record may be what was signed; that is no failure of the delivery.
signature::Verdict without_the_original(const signature::Verdict& verdict, const std::vector<std::string>& redacted) {
  return {.provider = verdict.provider,
          .scheme = verdict.scheme,
          .reason = verdict.reason,
          .detail = fmt::format("redacted in the record: {}", fmt::join(redacted, ", "))};
}

/// Checks what there is of a request; what was redacted cannot be checked.
flow::Checked check_subject(const Subject& subject, const flow::Check& against) {
  auto checked = flow::check_record(subject.request, subject.masked, against, subject.now);
  if (!subject.redacted.empty() && checked.verdict.state == signature::State::failed) {
    checked.verdict = without_the_original(checked.verdict, subject.redacted);
  }
  return checked;
}

Exit exit_of(const signature::Verdict& verdict) {
  switch (verdict.state) {
    case signature::State::verified:
    case signature::State::authenticated:
      return Exit::ok;
    case signature::State::failed:
      return Exit::failed;
    case signature::State::unattempted:
      return Exit::usage;
  }
  return Exit::internal;
}

Exit run_verify(Env& env, const Settings& settings) {
  const auto catalogue = read_catalogue(verify_command, settings);
  if (!catalogue) return fail(env, catalogue.error());
  const auto provider = read_provider(settings, *catalogue);
  if (!provider) return fail(env, provider.error());
  const auto keys = read_keyring(verify_command, settings, env, *catalogue);
  if (!keys) return fail(env, keys.error());
  const auto tolerance = read_tolerance(settings);
  if (!tolerance) return fail(env, tolerance.error());
  const auto colour = colour_of(settings, env, env.out);
  const bool json = settings.flag("json"), explains = !settings.flag("no-explain");
  const auto shown = settings.flag("show-signature") ? report::Shown::whole : report::Shown::start;
  const provider::Detector known(catalogue->rows());
  const flow::Check against{*provider, known, *keys, *tolerance};
  const auto stop = env.stop();
  auto exit = Exit::ok;
  const auto visited = visit_subjects(env, settings, *provider, [&](const Subject& subject) {
    auto checked = check_subject(subject, against);
    if (explains) {
      checked.explanation =
          flow::explain(subject.request, checked, against, subject.now, {env.clock, stop, explain_budget});
    }
    env.out.write(json ? report::verdict_json(checked, subject.label, shown)
                       : report::verdict_text(checked, subject.label, colour, shown));
    exit = worst(exit, exit_of(checked.verdict));
    return stop.stop_requested() || env.out.closed() ? capture::Visit::enough : capture::Visit::go_on;
  });
  if (!visited) return fail(env, visited.error());
  if (stop.stop_requested()) return exit_of_signal(env);
  return exit;
}

}  // namespace

const Command verify_command{
    .name = "verify",
    .summary = "check a signature; on a mismatch find the cause",
    .arguments = arguments,
    .groups = groups,
    .examples = examples,
    .run = run_verify,
};

}  // namespace hookctl::cli
