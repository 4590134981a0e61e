#include "cli/expect_options.h"

#include <optional>
#include <string>

#include "base/units.h"

namespace hookctl::cli {
namespace {

/// One expectation as text, and who is to blame for it.
struct Told {
  std::string text;
  bool by_fixture;
};

std::optional<Told> told(const Settings& settings, std::string_view option, const std::string& fixture) {
  if (!fixture.empty() && !settings.given(option)) return Told{fixture, true};
  if (auto text = settings.text(option)) return Told{*std::move(text), false};
  return std::nullopt;
}

Error blamed(const Settings& settings, std::string_view option, const Told& told, const Error& error) {
  return told.by_fixture ? error : settings.blame(option, error);
}

}  // namespace

Result<flow::Expectations> read_expectations(const Settings& settings, const capture::Expected& fixture) {
  const auto word = told(settings, "expect", fixture.status);
  auto status = flow::Expectation::parse(word->text);
  if (!status) return blamed(settings, "expect", *word, status.error());
  flow::Expectations expect{.status = *std::move(status)};
  if (const auto pattern = told(settings, "expect-body", fixture.body)) {
    auto body = flow::BodyPattern::parse(pattern->text);
    if (!body) return blamed(settings, "expect-body", *pattern, body.error());
    expect.body = *std::move(body);
  }
  if (const auto time = told(settings, "max-latency", fixture.max_latency)) {
    const auto most = parse_duration(time->text);
    if (!most) return blamed(settings, "max-latency", *time, most.error());
    expect.max_latency = *most;
  }
  return expect;
}

Result<flow::Expectations> read_expectations(const Settings& settings) {
  return read_expectations(settings, capture::Expected{});
}

}  // namespace hookctl::cli
