#include "cli/condition_option.h"

namespace hookctl::cli {

Result<std::optional<flow::Condition>> read_condition(const Settings& settings, std::string_view option) {
  const auto text = settings.text(option);
  if (!text) return std::optional<flow::Condition>();
  auto parsed = flow::Condition::parse(*text);
  if (!parsed) return settings.blame(option, parsed.error());
  return std::optional(*std::move(parsed));
}

}  // namespace hookctl::cli
