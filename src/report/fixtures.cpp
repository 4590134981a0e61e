#include "report/fixtures.h"

#include <fmt/format.h>

#include "base/text.h"
#include "report/json_line.h"

namespace hookctl::report {

std::string checked_text(const CheckedFixture& checked, Colour colour) {
  const bool ok = checked.findings.empty();
  auto text = fmt::format("{}  {}\n", paint(colour, ok ? Ink::good : Ink::bad, ok ? "ok    " : "FAILED"),
                          escape_for_terminal(checked.path));
  for (const auto& [where, what] : checked.findings) {
    text += fmt::format("        {}{}{}\n", escape_for_terminal(where), where.empty() ? "" : ": ",
                        escape_for_terminal(what));
  }
  return text;
}

std::string checked_json(const CheckedFixture& checked) {
  auto findings = Json::array();
  for (const auto& [where, what] : checked.findings) findings.push_back({{"where", or_null(where)}, {"what", what}});
  auto object = object_of("fixture");
  object.update(Json{{"file", checked.path}, {"ok", checked.findings.empty()}, {"findings", findings}});
  return line_of(object);
}

}  // namespace hookctl::report
