#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <optional>

#include "base/text.h"
#include "capture/select.h"
#include "cli/color.h"
#include "cli/commands.h"
#include "cli/keys.h"
#include "cli/output_options.h"
#include "cli/provider_option.h"
#include "cli/request_options.h"
#include "cli/say.h"
#include "cli/secrets.h"
#include "cli/settings.h"
#include "flow/check.h"
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
    provider_option,
    tolerance_option,
    Option{.name = "now",
           .placeholder = "TIME",
           .help = "check as of this time: RFC 3339 or Unix seconds",
           .otherwise = "a capture's own time, else the clock"},
    Option{.name = "no-explain", .help = "do not search for the cause of a mismatch"},
    Option{.name = "show-signature", .help = "show signatures whole, also the one that is due"},
};

constexpr std::array groups{OptionGroup{"Options", options}, secret_group, public_key_group, output_group};

constexpr std::array<std::string_view, 3> examples{
    "hookctl verify captures.jsonl#3 --secret-env BFL_SECRET",
    "hookctl verify --body body.json --headers headers.txt --secret-file key",
    "hookctl verify captures.jsonl --jwks jwks.json --json",
};

/// How long one search for a cause may take.
constexpr Millis explain_budget{2'000};

/// One request to check, and the time to check it at.
struct Subject {
  std::string label;  // names a capture; empty otherwise
  Request request;
  std::vector<std::string> masked = {};
  Instant now;
};

using Visit = std::function<void(const Subject&)>;

/// Visits the captures that were named; of a whole log one after the other, however large it is.
Result<void> visit_captures(const Env& env, const Settings& settings, const std::string& which, const Visit& visit) {
  std::optional<Instant> now;
  if (settings.text("now")) {
    const auto given = read_now(env, settings);
    if (!given) return given.error();
    now = *given;
  }
  const auto each = [&](capture::Capture&& found) {
    visit({fmt::format("#{}", found.seq), std::move(found.request), std::move(found.masked), now.value_or(found.at)});
  };
  const auto selector = capture::parse_selector(which);
  if (selector.which.empty()) return capture::each_capture(selector.path, each);
  auto captures = capture::select(selector);
  if (!captures) return captures.error();
  for (auto& found : *captures) each(std::move(found));
  return {};
}

Result<Subject> subject_of_files(Env& env, const Settings& settings) {
  const auto path = settings.text("body");
  const auto text = settings.text("body-text");
  if (!path && !text) {
    return Error{"nothing to verify", "name a capture (captures.jsonl#1), or give --body FILE with -H or --headers"};
  }
  if (path && text) return Error{"the body is given twice", "give --body or --body-text, not both"};
  auto headers = read_headers(env, settings);
  if (!headers) return headers.error();
  auto body = text ? Result<Bytes>(*text) : read_body(env, *path);
  if (!body) return settings.blame("body", body.error());
  const auto now = read_now(env, settings);
  if (!now) return now.error();
  return Subject{.label = "", .request = {.headers = *std::move(headers), .body = *std::move(body)}, .now = *now};
}

Result<void> visit_subjects(Env& env, const Settings& settings, const Visit& visit) {
  const auto which = settings.argument("CAPTURE");
  if (!which) {
    const auto subject = subject_of_files(env, settings);
    if (!subject) return subject.error();
    visit(*subject);
    return {};
  }
  if (settings.text("body") || settings.text("body-text")) {
    return Error{"a capture has its own body", "give a capture or --body, not both"};
  }
  return visit_captures(env, settings, *which, visit);
}

/// A masked credential cannot be checked; that is no failure of the delivery.
flow::Checked check_subject(const Subject& subject, const flow::Check& against) {
  auto checked = flow::check(subject.request, against, subject.now);
  if (checked.provider == nullptr) return checked;
  for (const auto& scheme : checked.provider->schemes) {
    const bool masked = std::any_of(subject.masked.begin(), subject.masked.end(),
                                    [&](const std::string& name) { return iequals(name, scheme.signature.header); });
    if (masked) {
      checked.verdict = {.provider = std::string(checked.provider->name),
                         .reason = signature::Reason::header_missing,
                         .detail = "the credential was masked in the record"};
    }
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
  const auto provider = read_provider(settings);
  if (!provider) return fail(env, provider.error());
  const auto keys = read_keyring(verify_command, settings, env);
  if (!keys) return fail(env, keys.error());
  const auto tolerance = read_tolerance(settings);
  if (!tolerance) return fail(env, tolerance.error());
  const auto colour = colour_of(settings, env, env.out);
  const auto shown = settings.flag("show-signature") ? report::Shown::whole : report::Shown::start;
  auto exit = Exit::ok;
  const auto visited = visit_subjects(env, settings, [&](const Subject& subject) {
    if (env.out.closed()) return;
    const flow::Check against{*provider, *keys, *tolerance};
    auto checked = check_subject(subject, against);
    if (!settings.flag("no-explain")) {
      checked.explanation =
          flow::explain(subject.request, checked, against, subject.now, {env.clock, env.stop, explain_budget});
    }
    env.out.write(settings.flag("json") ? report::verdict_json(checked, subject.label, shown)
                                        : report::verdict_text(checked, subject.label, colour, shown));
    exit = worst(exit, exit_of(checked.verdict));
  });
  if (!visited) return fail(env, visited.error());
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
