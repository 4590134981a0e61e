#include "cli/resolve.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "cli/project_keys.h"

namespace hookctl::cli {
namespace {

/// The two files, in the order they are asked; one that is not there is nothing.
struct Files {
  std::optional<ProjectFile> project = {};
  std::optional<ProjectFile> user = {};
};

/// `$XDG_CONFIG_HOME/hookctl/config.json`, or the same under `~/.config`; nothing without a home.
std::optional<std::string> user_file_path(const Env& env) {
  const auto config = env.variable("XDG_CONFIG_HOME").value_or("");
  if (config.starts_with('/')) return config + "/hookctl/config.json";
  const auto home = env.variable("HOME").value_or("");
  if (home.empty()) return std::nullopt;
  return home + "/.config/hookctl/config.json";
}

Result<Files> read_files(const Command& command, const Env& env, Commands commands) {
  Files files;
  auto project = read_project_file(env.folder + "/hookctl.json", "hookctl.json");
  if (!project) return project.error();
  files.project = *std::move(project);
  if (const auto path = user_file_path(env)) {
    auto user = read_project_file(*path, *path);
    if (!user) return user.error();
    files.user = *std::move(user);
  }
  for (const auto* file : {&files.project, &files.user}) {
    if (!*file) continue;
    if (auto checked = check_keys(**file, command, commands); !checked) return checked.error();
  }
  return files;
}

/// The entry of a file for an option: the command's own object wins over the top level.
const FileEntry* find_entry(const ProjectFile& file, std::string_view command, std::string_view option) {
  for (auto section = file.sections.rbegin(); section != file.sections.rend(); ++section) {
    if (!section->command.empty() && section->command != command) continue;
    for (const auto& entry : section->entries) {
      if (entry.key == option) return &entry;
    }
  }
  return nullptr;
}

/// `true` or `false` for what people write there.
std::optional<std::string> flag_text(std::string_view text) {
  if (text == "true" || text == "1") return "true";
  if (text == "false" || text == "0") return "false";
  return std::nullopt;
}

/// Makes a flag's text `true` or `false`, and holds words to the list of the option.
Result<void> check_texts(const Option& option, std::string_view place, std::vector<std::string>& texts) {
  for (auto& text : texts) {
    if (option.is_flag()) {
      const auto flag = flag_text(text);
      if (!flag) return Error{fmt::format("{}: a flag is true or false", place)};
      text = *flag;
    } else if (option.suggest == Suggest::words &&
               std::find(option.words.begin(), option.words.end(), text) == option.words.end()) {
      return Error{fmt::format("{}: unknown word '{}'", place, text), did_you_mean(text, option.words)};
    }
  }
  return {};
}

Result<void> check_words(const Command& command, const Given& given) {
  for (const auto& argument : command.arguments) {
    const auto values = given.arguments.find(argument.name);
    if (argument.suggest != Suggest::words || values == given.arguments.end()) continue;
    for (const auto& value : values->second) {
      if (std::find(argument.words.begin(), argument.words.end(), value) != argument.words.end()) continue;
      return Error{fmt::format("{}: unknown word '{}'", argument.name, value), did_you_mean(value, argument.words)};
    }
  }
  return {};
}

/// Everything that can give an option its value, asked in order.
struct Sources {
  const Command& command;
  const Given& given;
  const Env& env;
  const Files& files;
};

std::optional<SettingValue> from_file(const std::optional<ProjectFile>& file, Origin origin, const Command& command,
                                      const Option& option) {
  const auto* entry = file ? find_entry(*file, command.name, option.name) : nullptr;
  if (entry == nullptr || entry->values.empty()) return std::nullopt;
  return SettingValue{{origin, file->place(entry->line)}, entry->values};
}

SettingValue value_from(Origin origin, std::string place, std::vector<std::string> texts) {
  SettingValue value;
  value.source = {origin, std::move(place)};
  value.texts = std::move(texts);
  return value;
}

std::optional<SettingValue> find_value(const Sources& from, const Option& option) {
  if (const auto found = from.given.options.find(option.name); found != from.given.options.end()) {
    return value_from(Origin::flag, dashed(option), found->second);
  }
  const auto variable = "HOOKCTL_" + upper_snake(option.name);
  if (const auto text = from.env.variable(variable); text && !text->empty()) {
    return value_from(Origin::environment, variable, {*text});
  }
  if (auto value = from_file(from.files.project, Origin::project, from.command, option)) return value;
  if (auto value = from_file(from.files.user, Origin::user, from.command, option)) return value;
  if (option.fallback.empty()) return std::nullopt;
  return value_from(Origin::fallback, dashed(option), {std::string(option.fallback)});
}

}  // namespace

Result<Settings> resolve_settings(const Command& command, const Given& given, const Env& env, Commands commands) {
  // Without options there is nothing to look for, so a broken file cannot stop a shell from loading its completion.
  const auto files = command.groups.empty() ? Result<Files>(Files{}) : read_files(command, env, commands);
  if (!files) return files.error();
  if (auto checked = check_words(command, given); !checked) return checked.error();

  Resolved resolved{.arguments = given.arguments};
  for (const auto& group : command.groups) {
    for (const auto& option : group.options) {
      auto value = find_value({command, given, env, *files}, option);
      if (!value) continue;
      if (auto checked = check_texts(option, value->source.place, value->texts); !checked) return checked.error();
      resolved.values.emplace(option.name, *std::move(value));
    }
  }
  for (const auto& file : {files->project, files->user}) {
    if (file && file->providers) resolved.provider_rows.push_back(*file->providers);
  }
  return Settings(command, std::move(resolved));
}

}  // namespace hookctl::cli
