#include "cli/commands.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "base/text.h"

namespace hookctl::cli {
namespace {

constexpr std::array table{
    &listen_command,          &replay_command,
    &simulate_command,        &sign_command,
    &verify_command,          &captures_list_command,
    &captures_show_command,   &captures_diff_command,
    &captures_export_command, &captures_attempts_command,
    &captures_import_command, &captures_redact_command,
    &fixture_make_command,    &fixture_check_command,
    &fixture_redact_command,  &providers_list_command,
    &providers_show_command,  &completion_command,
};

/// The words of a command's name; the second is empty when there is one.
std::pair<std::string_view, std::string_view> words_of(const Command& command) {
  const auto space = command.name.find(' ');
  if (space == command.name.npos) return {command.name, {}};
  return {command.name.substr(0, space), command.name.substr(space + 1)};
}

}  // namespace

Commands all_commands() { return table; }

Result<Named> find_command(Commands commands, std::span<const std::string> words) {
  const std::string_view first = words.empty() ? std::string_view{} : words[0];
  const std::string_view second = words.size() < 2 ? std::string_view{} : words[1];
  for (const auto* command : commands) {
    const auto [one, two] = words_of(*command);
    if (one == first && (two.empty() || two == second)) return Named{command, two.empty() ? 1u : 2u};
  }
  const auto seconds = second_words(commands, first);
  if (seconds.empty())
    return Error{fmt::format("unknown command '{}'", first), did_you_mean(first, first_words(commands))};
  if (second.empty() || second.starts_with('-')) {
    return Error{fmt::format("'{}' needs one more word", first),
                 fmt::format("one of: hookctl {} {}", first, fmt::join(seconds, " | "))};
  }
  return Error{fmt::format("unknown command '{} {}'", first, second), did_you_mean(second, seconds)};
}

std::vector<std::string_view> first_words(Commands commands) {
  std::vector<std::string_view> words;
  for (const auto* command : commands) {
    const auto first = words_of(*command).first;
    if (std::find(words.begin(), words.end(), first) == words.end()) words.push_back(first);
  }
  return words;
}

std::string summary_of(Commands commands, std::string_view first) {
  if (const auto seconds = second_words(commands, first); !seconds.empty()) {
    return fmt::format("{}", fmt::join(seconds, " | "));
  }
  const auto is_named = [&](const Command* command) { return command->name == first; };
  const auto command = std::find_if(commands.begin(), commands.end(), is_named);
  return command == commands.end() ? std::string{} : std::string((*command)->summary);
}

std::vector<std::string_view> second_words(Commands commands, std::string_view first) {
  std::vector<std::string_view> words;
  for (const auto* command : commands) {
    const auto [one, two] = words_of(*command);
    if (one == first && !two.empty()) words.push_back(two);
  }
  return words;
}

}  // namespace hookctl::cli
