#include "report/cause.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/text.h"
#include "base/units.h"

namespace hookctl::report {
namespace {

constexpr std::size_t start_size = 8;

std::string shown_text(const std::string& signature, Shown shown) {
  if (shown == Shown::whole || signature.size() <= start_size) return signature;
  return signature.substr(0, start_size) + "…";
}

std::string signatures_text(const signature::Explanation& explanation, Shown shown) {
  const auto received = shown_text(explanation.received, shown), expected = shown_text(explanation.expected, shown);
  std::string text;
  if (!received.empty()) text += fmt::format("received  {}\n", received);
  if (!expected.empty()) text += fmt::format("expected  {}\n", expected);
  return text;
}

}  // namespace

std::string cause_text(const signature::Explanation& explanation, Colour colour, Shown signatures) {
  std::string text;
  if (const auto& cause = explanation.cause) {
    text += paint(colour, Ink::doubt, fmt::format("cause     {}", to_text(cause->kind)));
    text += fmt::format("  {}\n", escape_for_terminal(cause->change));
    text += fmt::format("advice    {}\n", escape_for_terminal(cause->advice));
  } else if (!explanation.ruled_out.empty()) {
    text +=
        fmt::format("cause     none found: the secret or key is another one, or the body changed in a way not known\n");
    text += fmt::format("ruled out {}\n", fmt::join(explanation.ruled_out, "; "));
  }
  if (explanation.first_difference) {
    text += fmt::format("differs   from the signed body at byte {}\n", *explanation.first_difference);
  }
  if (!explanation.cause || explanation.cause->kind != signature::Class::time) {
    text += signatures_text(explanation, signatures);
  }
  return text +
         paint(colour, Ink::quiet,
               fmt::format("tried     {} {} in {:.1f} ms", explanation.hypotheses,
                           explanation.hypotheses == 1 ? "hypothesis" : "hypotheses", in_millis(explanation.took))) +
         "\n";
}

Json cause_json(const signature::Explanation& explanation, Shown signatures) {
  Json members{{"cause", nullptr},
               {"tried", {{"hypotheses", explanation.hypotheses}, {"ms", in_millis(explanation.took)}}},
               {"received", or_null(shown_text(explanation.received, signatures))},
               {"expected", or_null(shown_text(explanation.expected, signatures))}};
  if (const auto& cause = explanation.cause) {
    members["cause"] = {
        {"class", to_text(cause->kind)}, {"change", cause->change}, {"proven", true}, {"advice", cause->advice}};
    if (explanation.first_difference) members["cause"]["first_difference"] = *explanation.first_difference;
  } else {
    members["ruled_out"] = explanation.ruled_out;
  }
  return members;
}

}  // namespace hookctl::report
