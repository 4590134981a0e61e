#include "cli/help.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "cli/exit.h"

namespace hookctl::cli {
namespace {

constexpr std::size_t width = 100;
constexpr std::size_t widest_left = 34;

/// One line of a list: a name and what it means.
struct Row {
  std::string left;
  std::string right;
};

constexpr std::string_view introduction = R"(hookctl: see, replay and check webhooks on your own machine

It records the webhooks that come in and passes them to your app, sends them again, behaves like a
provider with its retries, signs, verifies, and finds out why a signature does not match.

Usage: hookctl COMMAND [ARGUMENT...] [OPTION...]
)";

constexpr std::string_view main_examples = R"(
Examples:
  hookctl listen --forward-to http://localhost:3000/hook       record what comes in, pass it on
  hookctl verify captures.jsonl#3 --secret-env STRIPE_SECRET   find out why a signature fails
  hookctl replay captures.jsonl#3 --to http://localhost:3000   send it again
)";

constexpr std::string_view settings_note = R"(
Settings:
  An option --some-option is also read from the environment variable HOOKCTL_SOME_OPTION, from
  ./hookctl.json and from ~/.config/hookctl/config.json ("some-option"); the first that has it wins.

'hookctl COMMAND --help' tells all about a command.
)";

/// Breaks a text into lines of at most `room` characters, each after the first indented.
std::string wrapped(std::string_view text, std::size_t indent) {
  std::string out;
  std::size_t column = indent;
  for (const auto word : split(text, ' ')) {
    if (column > indent && column + 1 + word.size() > width) {
      out += '\n' + std::string(indent, ' ');
      column = indent;
    } else if (column > indent) {
      out += ' ';
      ++column;
    }
    out += word;
    column += word.size();
  }
  return out;
}

std::string list(std::string_view title, const std::vector<Row>& rows) {
  if (rows.empty()) return {};
  std::size_t longest = 0;
  for (const auto& row : rows) {
    if (row.left.size() <= widest_left) longest = std::max(longest, row.left.size());
  }
  auto out = fmt::format("\n{}:\n", title);
  for (const auto& row : rows) {
    const bool own_line = row.left.size() > longest;
    out += fmt::format("  {:{}}", row.left, longest);
    out += own_line ? '\n' + std::string(longest + 5, ' ') : std::string(3, ' ');
    out += wrapped(row.right, longest + 5) + '\n';
  }
  return out;
}

std::string left_of(const Option& option) {
  const auto letter = option.letter == 0 ? std::string(4, ' ') : fmt::format("-{}, ", option.letter);
  if (option.is_flag()) return letter + dashed(option);
  return fmt::format("{}{} {}", letter, dashed(option), option.placeholder);
}

std::string right_of(const Option& option) {
  std::vector<std::string> remarks;
  if (option.repeat == Repeat::many) remarks.emplace_back("repeatable");
  if (!option.fallback.empty()) remarks.push_back(fmt::format("default: {}", option.fallback));
  if (!option.otherwise.empty()) remarks.push_back(fmt::format("default: {}", option.otherwise));
  if (remarks.empty()) return std::string(option.help);
  return fmt::format("{} ({})", option.help, fmt::join(remarks, "; "));
}

std::string in_usage(const Argument& argument) {
  switch (argument.count) {
    case Count::one:
      return std::string(argument.name);
    case Count::at_most_one:
      return fmt::format("[{}]", argument.name);
    case Count::any:
      return fmt::format("[{}...]", argument.name);
    case Count::at_least_one:
      return fmt::format("{}...", argument.name);
  }
  return {};
}

std::vector<Row> rows_of(const OptionGroup& group) {
  std::vector<Row> rows;
  for (const auto& option : group.options) rows.push_back({left_of(option), right_of(option)});
  return rows;
}

/// The groups in their order, groups of one title as one, `--help` at the end of the last.
std::string option_lists(const Command& command) {
  std::string out;
  for (const auto& group : command.groups) out += list(group.title, rows_of(group));
  return out + list(command.groups.empty() ? "Options" : "Help", {{"-h, --help", "show this help"}});
}

std::vector<Row> command_rows(Commands commands) {
  std::vector<Row> rows;
  for (const auto first : first_words(commands)) rows.push_back({std::string(first), summary_of(commands, first)});
  return rows;
}

}  // namespace

std::string main_help(Commands commands) {
  std::vector<Row> codes;
  for (const auto& row : exit_rows()) {
    codes.push_back({fmt::to_string(static_cast<int>(row.code)), std::string(row.meaning)});
  }
  auto out = std::string(introduction);
  out += list("Commands", command_rows(commands));
  out += main_examples;
  out += list("Exit codes", codes);
  out += settings_note;
  return out;
}

std::string command_help(const Command& command) {
  std::vector<Row> arguments;
  for (const auto& argument : command.arguments)
    arguments.push_back({std::string(argument.name), std::string(argument.help)});
  auto out = fmt::format("hookctl {}: {}\n\nUsage: {}\n", command.name, command.summary, usage_line(command));
  out += list("Arguments", arguments);
  out += option_lists(command);
  if (!command.details.empty()) out += fmt::format("\n{}\n", command.details);
  if (!command.examples.empty()) out += fmt::format("\nExamples:\n  {}\n", fmt::join(command.examples, "\n  "));
  return out;
}

std::string group_help(Commands commands, std::string_view first) {
  std::vector<Row> rows;
  for (const auto* command : commands) {
    if (command->name.starts_with(first) && command->name.substr(first.size()).starts_with(' ')) {
      rows.push_back({std::string(command->name), std::string(command->summary)});
    }
  }
  return fmt::format("Usage: hookctl {} COMMAND [ARGUMENT...] [OPTION...]\n{}", first, list("Commands", rows)) +
         "\n'hookctl COMMAND --help' tells all about a command.\n";
}

std::string usage_line(const Command& command) {
  auto usage = fmt::format("hookctl {}", command.name);
  for (const auto& argument : command.arguments) usage += ' ' + in_usage(argument);
  return command.groups.empty() ? usage : usage + " [OPTION...]";
}

}  // namespace hookctl::cli
