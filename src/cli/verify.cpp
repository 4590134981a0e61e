#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/time_text.h"
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
#include "report/verdict.h"
#include "signature/received.h"

namespace hookctl::cli {
namespace {

constexpr std::array arguments{
    Argument{.name = "CAPTURE",
             .help = "FILE#3, FILE#<id>, or FILE for every capture of a log",
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
};

constexpr std::array groups{OptionGroup{"Options", options}, secret_group, public_key_group, output_group};

constexpr std::array<std::string_view, 4> examples{
    "hookctl verify captures.jsonl#3 --secret-env BFL_SECRET",
    "hookctl verify --body body.json --headers headers.txt --secret-file key",
    "hookctl verify captures.jsonl --jwks jwks.json --json",
    "hookctl verify --body b --headers h --scheme 'hmac-sha256 hex \"{ts}.{body}\" X-Sig prefix=v1='",
};

/// One request to check, and the time to check it at.
struct Subject {
  std::string label;  // names a capture; empty otherwise
  Request request;
  std::vector<std::string> masked = {};
  Instant now;
};

Result<std::vector<Subject>> subjects_of_captures(const Env& env, const Settings& settings, const std::string& which) {
  auto captures = capture::select(capture::parse_selector(which));
  if (!captures) return captures.error();
  std::vector<Subject> subjects;
  for (auto& each : *captures) {
    const auto now = settings.text("now") ? read_now(env, settings) : Result<Instant>(each.at);
    if (!now) return now.error();
    if (each.public_url) each.request.url = *std::move(each.public_url);
    if (settings.given("url")) each.request.url = *settings.text("url");
    subjects.push_back({fmt::format("#{}", each.seq), std::move(each.request), std::move(each.masked), *now});
  }
  return subjects;
}

Result<std::vector<Subject>> subject_of_files(Env& env, const Settings& settings) {
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
  return std::vector{Subject{.label = "",
                             .request = {.method = *settings.text("method"),
                                         .headers = *std::move(headers),
                                         .body = *std::move(body),
                                         .url = settings.text("url").value_or("")},
                             .now = *now}};
}

Result<std::vector<Subject>> read_subjects(Env& env, const Settings& settings) {
  const auto which = settings.argument("CAPTURE");
  if (!which) return subject_of_files(env, settings);
  if (settings.text("body") || settings.text("body-text")) {
    return Error{"a capture has its own body", "give a capture or --body, not both"};
  }
  return subjects_of_captures(env, settings, *which);
}

/// The id and the time of `--id` and `--timestamp`, in the headers of the provider's schemes that have none.
Result<void> fill_headers(const Settings& settings, const provider::Provider* row, Headers& headers) {
  const auto id = settings.text("id");
  const auto time = settings.text("timestamp");
  if (!id && !time) return {};
  if (row == nullptr) {
    return Error{"--id and --timestamp go where the provider has them, and none is named",
                 "name it with --provider NAME, or describe it with --scheme"};
  }
  const auto at = time ? parse_time(*time) : Result<Instant>(Instant{});
  if (!at) return settings.blame("timestamp", at.error());
  const auto add = [&](std::string_view name, const std::string& value) {
    if (!name.empty() && headers.count(name) == 0) headers.add(std::string(name), value);
  };
  for (const auto& scheme : row->schemes) {
    if (id) add(scheme.id.header, *id);
    if (time) add(scheme.timestamp.header, signature::timestamp_text(scheme.unit, *at));
  }
  return {};
}

/// A masked credential cannot be checked; that is no failure of the delivery.
flow::Checked check_subject(const Subject& subject, const flow::Check& against) {
  auto checked = flow::check(subject.request, against, subject.now);
  if (checked.provider == nullptr) return checked;
  for (const auto& scheme : checked.provider->schemes) {
    const bool masked =
        std::find(subject.masked.begin(), subject.masked.end(), scheme.signature.header) != subject.masked.end();
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
  const auto catalogue = read_catalogue(verify_command, settings);
  if (!catalogue) return fail(env, catalogue.error());
  const auto provider = read_provider(settings, *catalogue);
  if (!provider) return fail(env, provider.error());
  const auto keys = read_keyring(verify_command, settings, env, *catalogue);
  if (!keys) return fail(env, keys.error());
  const auto tolerance = read_tolerance(settings);
  if (!tolerance) return fail(env, tolerance.error());
  auto subjects = read_subjects(env, settings);
  if (!subjects) return fail(env, subjects.error());
  for (auto& subject : *subjects) {
    if (const auto filled = fill_headers(settings, *provider, subject.request.headers); !filled) {
      return fail(env, filled.error());
    }
  }
  const auto colour = colour_of(settings, env, env.out);
  auto exit = Exit::ok;
  for (const auto& subject : *subjects) {
    if (env.out.closed()) break;
    const auto checked = check_subject(subject, {*provider, catalogue->rows(), *keys, *tolerance});
    env.out.write(settings.flag("json") ? report::verdict_json(checked, subject.label)
                                        : report::verdict_text(checked, subject.label, colour));
    exit = worst(exit, exit_of(checked.verdict));
  }
  return exit;
}

}  // namespace

const Command verify_command{
    .name = "verify",
    .summary = "check a signature",
    .arguments = arguments,
    .groups = groups,
    .examples = examples,
    .run = run_verify,
};

}  // namespace hookctl::cli
