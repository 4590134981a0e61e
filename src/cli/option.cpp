#include "cli/option.h"

namespace hookctl::cli {

const Option* find_option(const Command& command, std::string_view name) {
  for (const auto& group : command.groups) {
    for (const auto& option : group.options) {
      if (option.name == name) return &option;
    }
  }
  return nullptr;
}

std::string dashed(const Option& option) { return "--" + std::string(option.name); }

}  // namespace hookctl::cli
