#include "report/forgeries.h"

#include <fmt/format.h>

#include "report/json_line.h"

namespace hookctl::report {

std::string forgeries_text(std::span<const flow::ListedForgery> forgeries) {
  std::string text;
  for (const auto& [forgery, reason] : forgeries) {
    text += fmt::format("{:<23}  {:<13}  {}\n", forgery->name, reason.empty() ? words_of(forgery->due) : "skipped",
                        reason.empty() ? forgery->says : reason);
  }
  return text;
}

std::string forgeries_json(std::span<const flow::ListedForgery> forgeries, const provider::Provider* row) {
  std::string text;
  for (const auto& [forgery, reason] : forgeries) {
    auto object = object_of("forgery");
    object.update(Json{{"name", forgery->name},
                       {"due", to_text(forgery->due)},
                       {"says", forgery->says},
                       {"applies", row != nullptr ? Json(reason.empty()) : Json(nullptr)},
                       {"reason", or_null(reason)}});
    text += line_of(object);
  }
  return text;
}

}  // namespace hookctl::report
