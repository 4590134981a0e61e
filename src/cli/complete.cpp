#include "cli/complete.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace hookctl::cli {
namespace {

using Words = std::span<const std::string>;

constexpr std::string_view files_line = ":files\n";

/// The answer as it grows: only words that begin like the current one get in.
class Answer {
 public:
  explicit Answer(std::string_view current) : current_(current) {}

  void add(std::string_view word, std::string_view description) {
    if (!word.starts_with(current_)) return;
    text_ += word;
    if (!description.empty()) text_ += fmt::format("\t{}", description);
    text_ += '\n';
  }
  void add_files() { text_ += files_line; }
  std::string text() && { return std::move(text_); }

 private:
  std::string_view current_;
  std::string text_;
};

struct Values {
  Suggest suggest;
  std::span<const std::string_view> words;
};

/// Adds what an option or argument takes; `prefix` stands before the value in the same word (`--color=`).
void add_values(Answer& answer, const Values& values, std::string_view prefix, std::string_view current,
                const Suggestions& suggestions) {
  const auto add_all = [&](const std::vector<Candidate>& candidates) {
    for (const auto& one : candidates) answer.add(fmt::format("{}{}", prefix, one.word), one.description);
  };
  switch (values.suggest) {
    case Suggest::nothing:
      return;
    case Suggest::file:
      return answer.add_files();
    case Suggest::provider:
      return add_all(suggestions.providers());
    case Suggest::capture:
      if (const auto hash = current.find('#'); hash != current.npos) {
        return add_all(suggestions.captures(std::string(current.substr(0, hash))));
      }
      return answer.add_files();
    case Suggest::words:
      for (const auto word : values.words) answer.add(fmt::format("{}{}", prefix, word), {});
  }
}

void add_first_words(Answer& answer, Commands commands) {
  for (const auto first : first_words(commands)) answer.add(first, summary_of(commands, first));
}

void add_second_words(Answer& answer, Commands commands, std::string_view first) {
  for (const auto* command : commands) {
    const auto second = command->name.find(' ');
    if (second != command->name.npos && command->name.substr(0, second) == first) {
      answer.add(command->name.substr(second + 1), command->summary);
    }
  }
}

/// What the words before the cursor have used up.
struct Progress {
  std::set<const Option*> used = {};
  const Option* awaits_value = nullptr;
  std::size_t arguments = 0;
  bool options_over = false;  // after `--`
};

Progress read_progress(const Command& command, Words words) {
  Progress progress;
  for (const auto& word : words) {
    if (progress.awaits_value != nullptr) {
      progress.awaits_value = nullptr;
    } else if (word == "--") {
      progress.options_over = true;
    } else if (progress.options_over || !word.starts_with('-') || word == "-") {
      ++progress.arguments;
    } else if (const auto* option = find_dashed(command, word.substr(0, word.find('=')))) {
      progress.used.insert(option);
      if (!option->is_flag() && word.find('=') == word.npos) progress.awaits_value = option;
    }
  }
  return progress;
}

void add_options(Answer& answer, const Command& command, const Progress& progress) {
  for (const auto& group : command.groups) {
    for (const auto& option : group.options) {
      const bool used_up = option.repeat == Repeat::once && progress.used.contains(&option);
      if (!used_up) answer.add(dashed(option), option.help);
    }
  }
  answer.add("--help", "show this help");
}

const Argument* next_argument(const Command& command, std::size_t given) {
  if (command.arguments.empty()) return nullptr;
  const auto& last = command.arguments.back();
  if (given < command.arguments.size()) return &command.arguments[given];
  return last.count == Count::any || last.count == Count::at_least_one ? &last : nullptr;
}

void add_for_command(Answer& answer, const Command& command, Words before, std::string_view current,
                     const Suggestions& suggestions) {
  const auto progress = read_progress(command, before);
  if (const auto* option = progress.awaits_value) {
    return add_values(answer, {option->suggest, option->words}, {}, current, suggestions);
  }
  const auto equals = current.find('=');
  if (!progress.options_over && current.starts_with("--") && equals != current.npos) {
    const auto* option = find_dashed(command, current.substr(0, equals));
    if (option == nullptr) return;
    return add_values(answer, {option->suggest, option->words}, current.substr(0, equals + 1),
                      current.substr(equals + 1), suggestions);
  }
  const auto* argument = next_argument(command, progress.arguments);
  const bool wants_option = current.starts_with('-') || (argument == nullptr && current.empty());
  if (!progress.options_over && wants_option) return add_options(answer, command, progress);
  if (argument != nullptr) add_values(answer, {argument->suggest, argument->words}, {}, current, suggestions);
}

}  // namespace

std::string complete(Commands commands, Words typed, const Suggestions& suggestions) {
  const std::string_view current = typed.empty() ? std::string_view{} : typed.back();
  auto before = typed.first(typed.empty() ? 0 : typed.size() - 1);
  const bool for_help = !before.empty() && before[0] == "help";
  if (for_help) before = before.subspan(1);

  Answer answer(current);
  if (before.empty()) {
    add_first_words(answer, commands);
    if (!for_help) {
      answer.add("help", "explain a command");
      if (current.starts_with('-')) answer.add("--help", "show the help");
      if (current.starts_with('-')) answer.add("--version", "show the version");
    }
  } else if (before.size() == 1 && !second_words(commands, before[0]).empty()) {
    add_second_words(answer, commands, before[0]);
  } else if (const auto named = find_command(commands, before); named && !for_help) {
    add_for_command(answer, *named->command, before.subspan(named->words), current, suggestions);
  }
  return std::move(answer).text();
}

}  // namespace hookctl::cli
