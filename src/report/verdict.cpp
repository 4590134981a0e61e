#include "report/verdict.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "report/cause.h"
#include "report/json_line.h"

namespace hookctl::report {

using signature::Reason;
using signature::State;
using signature::Verdict;

Ink ink_of(const Verdict& verdict) {
  switch (verdict.state) {
    case State::verified:
    case State::authenticated:
      return Ink::good;
    case State::failed:
      return Ink::bad;
    case State::unattempted:
      return Ink::quiet;
  }
  return Ink::quiet;
}

std::string padded(const Verdict& verdict) {
  constexpr std::size_t width = 11;
  std::string text(to_text(verdict.state));
  text.resize(std::max(text.size(), width), ' ');
  return text;
}

std::string reason_text(const Verdict& verdict) {
  return verdict.state == State::failed ? fmt::format("  {}", to_text(verdict.reason)) : "";
}

std::string verdict_text(const flow::Checked& checked, std::string_view label, Colour colour, Shown signatures) {
  const auto& verdict = checked.verdict;
  auto text = paint(colour, ink_of(verdict), padded(verdict));
  if (!label.empty()) text += fmt::format("  {}", label);
  if (!verdict.provider.empty()) text += fmt::format("  {} {}", verdict.provider, verdict.scheme);
  if (verdict.reason != Reason::valid) text += fmt::format("  {}", to_text(verdict.reason));
  if (!verdict.detail.empty()) text += fmt::format("  {}", escape_for_terminal(verdict.detail));
  if (verdict.key) text += fmt::format("  key {}", *verdict.key + 1);
  if (const auto basis = checked.basis(); !basis.empty()) {
    text += paint(colour, Ink::quiet, fmt::format("  (provider: {})", basis));
  }
  text += "\n";
  if (checked.explanation) text += cause_text(*checked.explanation, colour, signatures);
  return text;
}

std::string verdict_json(const flow::Checked& checked, std::string_view label, Shown signatures) {
  const auto& verdict = checked.verdict;
  auto object = object_of("verdict");
  if (!label.empty()) object["capture"] = label;
  object.update(Json{{"state", to_text(verdict.state)},
                     {"provider", or_null(verdict.provider)},
                     {"scheme", or_null(verdict.scheme)},
                     {"reason", to_text(verdict.reason)},
                     {"detail", or_null(verdict.detail)},
                     {"basis", or_null(checked.basis())},
                     {"key", verdict.key ? Json(*verdict.key) : Json(nullptr)},
                     {"cause", nullptr},
                     {"tried", nullptr}});
  if (checked.explanation) object.update(cause_json(*checked.explanation, signatures));
  return line_of(object);
}

}  // namespace hookctl::report
