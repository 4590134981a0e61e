#include "report/difference.h"

#include <fmt/format.h>

#include "base/text.h"
#include "report/json_line.h"

namespace hookctl::report {
namespace {

constexpr std::size_t longest_shown = 200;

std::string shown(const std::optional<std::string>& value) {
  if (!value) return "(none)";
  if (value->empty()) return "(empty)";
  const auto start = escape_for_terminal(ByteView(*value).substr(0, longest_shown));
  return value->size() > longest_shown ? fmt::format("{}… ({} bytes)", start, value->size()) : start;
}

std::string line(const flow::Difference& difference, Colour colour) {
  const auto name = difference.name.empty() ? "" : escape_for_terminal(difference.name) + "  ";
  const auto what = difference.note.empty() ? fmt::format("{} -> {}", paint(colour, Ink::bad, shown(difference.left)),
                                                          paint(colour, Ink::good, shown(difference.right)))
                                            : difference.note;
  return fmt::format("{:<8} {}{}\n", difference.part, name, what);
}

Json side_of(const std::optional<std::string>& value) { return value ? Json(*value) : Json(nullptr); }

}  // namespace

std::string differences_text(std::span<const flow::Difference> differences, Colour colour) {
  if (differences.empty()) return "same     nothing differs\n";
  std::string text;
  for (const auto& each : differences) text += line(each, colour);
  return text;
}

std::string differences_json(std::span<const flow::Difference> differences) {
  auto object = object_of("diff");
  object["same"] = differences.empty();
  object["differences"] = Json::array();
  for (const auto& each : differences) {
    Json entry{{"part", each.part}, {"name", each.name.empty() ? Json(nullptr) : Json(each.name)}};
    entry["left"] = side_of(each.left);
    entry["right"] = side_of(each.right);
    if (!each.note.empty()) entry["note"] = each.note;
    object["differences"].push_back(std::move(entry));
  }
  return line_of(object);
}

}  // namespace hookctl::report
