#include "cli/project_keys.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace hookctl::cli {
namespace {

using Words = std::vector<std::string_view>;

void add_option_names(const Command& command, Words& words) {
  for (const auto& group : command.groups) {
    for (const auto& option : group.options) words.push_back(option.name);
  }
}

/// What may stand at the top level: the options of all commands, and the commands.
Words top_level_words(Commands commands) {
  Words words{"providers"};
  for (const auto* command : commands) {
    add_option_names(*command, words);
    words.push_back(command->name);
  }
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

const Command* find_whole(Commands commands, std::string_view name) {
  const auto found = std::find_if(commands.begin(), commands.end(), [&](const auto* one) { return one->name == name; });
  return found == commands.end() ? nullptr : *found;
}

/// The option that a key means for the command that runs, else for the first that has it.
const Option* find_first(std::string_view key, const Command& command, Commands commands) {
  const auto* option = find_option(command, key);
  for (auto other = commands.begin(); option == nullptr && other != commands.end(); ++other) {
    option = find_option(**other, key);
  }
  return option;
}

Error wrong_value(const ProjectFile& file, const FileEntry& entry, std::string_view wanted) {
  return {fmt::format("{}: '{}' takes {}", file.place(entry.line), entry.key, wanted)};
}

Result<void> check_entry(const ProjectFile& file, const FileEntry& entry, const Option* option, const Words& known) {
  if (entry.key == "secret") {
    return Error{fmt::format("{}: a secret does not belong in a file that is shared", file.place(entry.line)),
                 "name the variable that holds it: \"secret-env\": \"MY_SECRET\""};
  }
  if (option == nullptr) {
    return Error{fmt::format("{}: unknown key '{}'", file.place(entry.line), entry.key),
                 did_you_mean(entry.key, known)};
  }
  if (option->is_flag() && entry.kind != FileEntry::Kind::boolean) return wrong_value(file, entry, "true or false");
  if (!option->is_flag() && entry.kind == FileEntry::Kind::boolean) {
    return wrong_value(file, entry, fmt::format("a text or a number ({})", option->placeholder));
  }
  if (option->repeat == Repeat::once && entry.kind == FileEntry::Kind::list) {
    return wrong_value(file, entry, "one value, not an array");
  }
  return {};
}

Result<void> check_section(const ProjectFile& file, const FileSection& section, Commands commands) {
  const auto* command = find_whole(commands, section.command);
  if (command == nullptr) {
    return Error{fmt::format("{}: unknown key '{}'", file.place(section.line), section.command),
                 did_you_mean(section.command, top_level_words(commands))};
  }
  Words known;
  add_option_names(*command, known);
  for (const auto& entry : section.entries) {
    if (auto checked = check_entry(file, entry, find_option(*command, entry.key), known); !checked) return checked;
  }
  return {};
}

}  // namespace

Result<void> check_keys(const ProjectFile& file, const Command& command, Commands commands) {
  const auto known = top_level_words(commands);
  for (const auto& entry : file.sections.front().entries) {
    if (auto checked = check_entry(file, entry, find_first(entry.key, command, commands), known); !checked)
      return checked;
  }
  for (auto section = file.sections.begin() + 1; section != file.sections.end(); ++section) {
    if (auto checked = check_section(file, *section, commands); !checked) return checked;
  }
  return {};
}

}  // namespace hookctl::cli
