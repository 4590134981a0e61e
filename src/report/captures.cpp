#include "report/captures.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/text.h"
#include "base/time_text.h"
#include "base/units.h"
#include "report/answer.h"
#include "report/verdict.h"

namespace hookctl::report {
namespace {

using capture::Capture;

std::string answer_or_none(const Capture& capture) { return capture.response ? answer_text(*capture.response) : "---"; }

/// Each line of a text escaped on its own, so that line ends stay line ends.
std::string escaped_lines(ByteView bytes) {
  std::string text;
  for (const auto line : split(bytes, '\n')) text += escape_for_terminal(line) + "\n";
  return text;
}

std::string redacted_text(const std::vector<std::string>& rules) {
  return escape_for_terminal(fmt::format("{}", fmt::join(rules, "  ")));
}

std::string body_text(const Request& request) {
  if (request.body.empty()) return "(no body)\n";
  if (is_utf8(request.body)) return escaped_lines(request.body);
  return fmt::format("({} of bytes that are not text)\n", size_text(request.body.size()));
}

}  // namespace

std::string capture_line(const Capture& capture, Colour colour) {
  return fmt::format("#{:<4}  {}  {} {}  {}  {}  {}{}  -> {}\n", capture.seq, to_clock_time(capture.at),
                     escape_for_terminal(capture.request.method), escape_for_terminal(capture.request.target),
                     size_text(capture.request.body.size()),
                     capture.event
                         ? fmt::format("{} {}", capture.event->provider, escape_for_terminal(capture.event->id))
                         : "unknown provider",
                     paint(colour, ink_of(capture.verdict), to_text(capture.verdict.state)),
                     reason_text(capture.verdict), answer_or_none(capture));
}

std::string capture_details(const Capture& capture, const std::optional<provider::Detected>& recognised,
                            Colour colour) {
  auto text = fmt::format("capture  #{}  {}\nat       {}  from {}\n", capture.seq, capture.id, to_rfc3339(capture.at),
                          escape_for_terminal(capture.peer));
  text += fmt::format("verdict  {}",
                      verdict_text({.detected = recognised, .verdict = capture.verdict}, "", colour, Shown::start));
  if (capture.event) {
    const auto& event = *capture.event;
    text +=
        fmt::format("event    {} {}  subject {}  status {} ({})  attempt {}\n", event.provider,
                    escape_for_terminal(event.id), escape_for_terminal(event.subject),
                    event.status.empty() ? "none" : event.status, escape_for_terminal(event.raw_status), event.attempt);
    if (event.gap) text += fmt::format("         {} after the attempt before\n", to_text(*event.gap));
    if (event.duplicate_of) text += fmt::format("         duplicate of {}\n", *event.duplicate_of);
  }
  if (!capture.redacted.empty()) text += fmt::format("redacted {}\n", redacted_text(capture.redacted));
  text += fmt::format("answer   {}\n", answer_or_none(capture));
  for (const auto& forward : capture.forwards) {
    text +=
        fmt::format("app      {}  {}\n", escape_for_terminal(forward.to),
                    forward.error ? escape_for_terminal(*forward.error) : std::to_string(forward.status.value_or(0)));
  }
  const auto& request = capture.request;
  text += fmt::format("\n{} {} HTTP/{}\n", escape_for_terminal(request.method), escape_for_terminal(request.target),
                      request.version);
  for (const auto& [name, value] : request.headers) text += fmt::format("{}: {}\n", name, escape_for_terminal(value));
  for (const auto& name : capture.masked) text += paint(colour, Ink::quiet, fmt::format("({} was masked)\n", name));
  return text + "\n" + body_text(request);
}

}  // namespace hookctl::report
