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

const Option* find_dashed(const Command& command, std::string_view word) {
  if (word.starts_with("--")) return find_option(command, word.substr(2));
  if (word.size() != 2 || word[0] != '-') return nullptr;
  for (const auto& group : command.groups) {
    for (const auto& option : group.options) {
      if (option.letter == word[1]) return &option;
    }
  }
  return nullptr;
}

std::string dashed(const Option& option) { return "--" + std::string(option.name); }

}  // namespace hookctl::cli
