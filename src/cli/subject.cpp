#include "cli/subject.h"

#include <fmt/format.h>

#include <optional>
#include <span>

#include "base/time_text.h"
#include "capture/select.h"
#include "cli/request_options.h"
#include "signature/received.h"

namespace hookctl::cli {
namespace {

/// The id and the time of `--id` and `--timestamp`, for the headers of the provider's schemes that are not there.
struct Additions {
  std::span<const signature::Scheme> schemes = {};
  std::optional<std::string> id = {};
  std::optional<Instant> at = {};
};

Result<Additions> read_additions(const Settings& settings, const provider::Provider* row) {
  const auto id = settings.text("id");
  const auto time = settings.text("timestamp");
  if (!id && !time) return Additions{};
  if (row == nullptr) {
    return Error{"--id and --timestamp go where the provider has them, and none is named",
                 "name it with --provider NAME, or describe it with --scheme"};
  }
  if (!time) return Additions{row->schemes, id};
  const auto at = parse_time(*time);
  if (!at) return settings.blame("timestamp", at.error());
  return Additions{row->schemes, id, *at};
}

void add_headers(const Additions& additions, Headers& headers) {
  const auto add = [&](std::string_view name, const std::string& value) {
    if (!name.empty() && headers.count(name) == 0) headers.add(std::string(name), value);
  };
  for (const auto& scheme : additions.schemes) {
    if (additions.id) add(scheme.id.header, *additions.id);
    if (additions.at) add(scheme.timestamp.header, signature::timestamp_text(scheme.unit, *additions.at));
  }
}

/// The time of `--now`, where it is given.
Result<std::optional<Instant>> given_now(const Env& env, const Settings& settings) {
  if (!settings.text("now")) return std::optional<Instant>{};
  const auto now = read_now(env, settings);
  if (!now) return now.error();
  return std::optional(*now);
}

Subject subject_of(capture::Capture&& found, const std::optional<std::string>& url, const std::optional<Instant>& now) {
  Subject subject{.label = fmt::format("#{}", found.seq),
                  .request = std::move(found.request),
                  .masked = std::move(found.masked),
                  .redacted = std::move(found.redacted),
                  .now = now.value_or(found.at)};
  subject.request.url = url ? *url : found.public_url.value_or("");
  return subject;
}

Result<void> visit_captures(const Env& env, const Settings& settings, const std::string& which,
                            const VisitSubject& visit) {
  const auto now = given_now(env, settings);
  if (!now) return now.error();
  const auto url = settings.text("url");
  const auto each = [&](capture::Capture&& found) { return visit(subject_of(std::move(found), url, *now)); };
  const auto selector = capture::parse_selector(which);
  if (selector.which.empty()) return capture::each_capture(selector.path, each);
  auto captures = capture::select(selector);
  if (!captures) return captures.error();
  for (auto& found : *captures) {
    if (each(std::move(found)) == capture::Wish::no_more) break;
  }
  return {};
}

Result<Subject> described_subject(Env& env, const Settings& settings) {
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
  return Subject{.label = "",
                 .request = {.method = *settings.text("method"),
                             .headers = *std::move(headers),
                             .body = *std::move(body),
                             .url = settings.text("url").value_or("")},
                 .now = *now};
}

}  // namespace

Result<void> visit_subjects(Env& env, const Settings& settings, const provider::Provider* row,
                            const VisitSubject& visit) {
  const auto which = settings.argument("CAPTURE");
  const bool has_body = settings.text("body") || settings.text("body-text");
  if (which && has_body) return Error{"a capture has its own body", "give a capture or --body, not both"};
  const auto additions = read_additions(settings, row);
  if (!additions) return additions.error();
  const VisitSubject complete = [&](Subject&& subject) {
    add_headers(*additions, subject.request.headers);
    return visit(std::move(subject));
  };
  if (which) return visit_captures(env, settings, *which, complete);
  auto subject = described_subject(env, settings);
  if (!subject) return subject.error();
  complete(*std::move(subject));
  return {};
}

}  // namespace hookctl::cli
