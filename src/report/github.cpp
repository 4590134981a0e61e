#include "report/github.h"

#include <fmt/format.h>

#include <vector>

#include "base/text.h"

namespace hookctl::report {
namespace {

using flow::Attempt;

constexpr std::size_t most_shown = 10;

/// A message: `%`, and the line ends, which escaping for a terminal has taken away already.
std::string escaped_message(std::string_view text) {
  std::string out;
  for (const char c : escape_for_terminal(text)) {
    if (c == '%') {
      out += "%25";
    } else {
      out += c;
    }
  }
  return out;
}

/// A property also ends at `,` and `:`.
std::string property(std::string_view text) {
  std::string out;
  for (const char c : escaped_message(text)) {
    if (c == ':') {
      out += "%3A";
    } else if (c == ',') {
      out += "%2C";
    } else {
      out += c;
    }
  }
  return out;
}

std::string place(const Attempt& attempt) {
  return attempt.file.empty() ? std::string{} : fmt::format("file={},", property(attempt.file));
}

/// What was sent, and where it went; a count went nowhere.
std::string subject_of(const Attempt& attempt) {
  const auto name = name_of(attempt);
  return attempt.url.empty() ? name : fmt::format("{} at {}", name, place_of(attempt));
}

std::string annotation(const Attempt& attempt) {
  const auto reason = reason_of(attempt);
  const auto name = name_of(attempt);
  if (!reason.empty()) {
    return fmt::format("::error {}title={}::{}\n", place(attempt), property("webhook " + name),
                       escaped_message(fmt::format("{}: {}", subject_of(attempt), reason)));
  }
  if (attempt.warning.empty()) return {};
  return fmt::format("::warning {}title={}::{}\n", place(attempt), property("webhook " + name),
                     escaped_message(fmt::format("{}: {}", subject_of(attempt), attempt.warning)));
}

}  // namespace

std::string github_annotations(const Run& run) {
  std::vector<std::string> lines;
  for (const auto& attempt : run.attempts) {
    if (auto line = annotation(attempt); !line.empty()) lines.push_back(std::move(line));
  }
  if (lines.size() > most_shown) {
    const auto more = lines.size() - (most_shown - 1);
    lines.resize(most_shown - 1);
    lines.push_back(fmt::format("::error title=webhooks::{} more; {}\n", more, escaped_message(count_text(run))));
  }
  std::string text;
  for (const auto& line : lines) text += line;
  if (!run.remark.empty())
    text += fmt::format("::error title={}::{}\n", property(run.title), escaped_message(run.remark));
  return text;
}

}  // namespace hookctl::report
