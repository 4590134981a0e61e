#include "cli/parse_args.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <string_view>

#include "base/text.h"
#include "cli/help.h"

namespace hookctl::cli {
namespace {

// CLI11 2.1 takes `[a,b]` apart, skips an empty value after `=` and drops the word `++`. A last byte that no shell
// lets through keeps it from seeing them.
constexpr char guard = '\x01';

bool has_equals(std::string_view word) { return word.starts_with("--") && word.find('=') != word.npos; }

std::string guarded(std::string word) {
  if (has_equals(word) || word.ends_with(']') || word.ends_with(guard) || word == "++") word += guard;
  return word;
}

std::string unguarded(std::string word) {
  if (word.ends_with(guard)) word.pop_back();
  return word;
}

/// The words in the order CLI11 wants them: last first.
std::vector<std::string> for_cli11(std::span<const std::string> words) {
  std::vector<std::string> out;
  for (auto word = words.rbegin(); word != words.rend(); ++word) out.push_back(guarded(*word));
  return out;
}

std::string cli11_name(const Option& option) {
  if (option.letter == 0) return dashed(option);
  return fmt::format("-{},{}", option.letter, dashed(option));
}

std::vector<std::string> dashed_names(const Command& command) {
  std::vector<std::string> names;
  for (const auto& group : command.groups) {
    for (const auto& option : group.options) names.push_back(dashed(option));
  }
  names.push_back("--help");
  return names;
}

/// What may be shown of an unknown option: never what follows `=`, and of `-word` only a letter unless it looks like
/// an option with a dash too few.
Error unknown_option(const Command& command, std::string_view word) {
  const auto names = dashed_names(command);
  const std::vector<std::string_view> known(names.begin(), names.end());
  const auto name = word.substr(0, word.find_first_of(std::string{'=', guard}));
  if (name.starts_with("--")) return {fmt::format("unknown option '{}'", name), did_you_mean(name, known)};
  const auto meant = std::find(known.begin(), known.end(), fmt::format("-{}", name));
  if (meant != known.end())
    return {fmt::format("unknown option '{}'", name), fmt::format("did you mean '{}'?", *meant)};
  return {fmt::format("unknown option '{}'", name.substr(0, 2)), fmt::format("see: hookctl {} --help", command.name)};
}

Error missing_value(const Option& option) {
  return {fmt::format("{} needs a value: {} {}", dashed(option), dashed(option), option.placeholder),
          fmt::format("a value that starts with a dash is written {}=-...", dashed(option))};
}

/// Hands the words out from left to right; an argument that may take many leaves enough for those after it.
Result<void> assign(const Command& command, const std::vector<std::string>& words, Given& given) {
  const auto least = [](const Argument& argument) {
    return argument.count == Count::one || argument.count == Count::at_least_one ? 1u : 0u;
  };
  std::size_t owed = 0;
  for (const auto& argument : command.arguments) owed += least(argument);
  auto next = words.begin();
  for (const auto& argument : command.arguments) {
    owed -= least(argument);
    const auto left = static_cast<std::size_t>(words.end() - next);
    if (left < least(argument)) {
      return Error{fmt::format("missing argument {}", argument.name), "usage: " + usage_line(command)};
    }
    const bool single = argument.count == Count::one || argument.count == Count::at_most_one;
    const auto free = std::max<std::size_t>(left > owed ? left - owed : 0, least(argument));
    const auto taken = single ? std::min<std::size_t>(free, 1) : free;
    if (taken > 0) given.arguments[std::string(argument.name)] = {next, next + static_cast<std::ptrdiff_t>(taken)};
    next += static_cast<std::ptrdiff_t>(taken);
  }
  if (next == words.end()) return {};
  return Error{"too many arguments", "usage: " + usage_line(command)};
}

/// One command's rows as CLI11 options, and what it made of the words.
class Parser {
 public:
  explicit Parser(const Command& command) : command_(command) {
    app_.set_help_flag();
    app_.allow_extras();
    for (const auto& group : command.groups) {
      for (const auto& option : group.options) add(option);
    }
    positional_ = app_.add_option("arguments")->expected(0, 1 << 20)->allow_extra_args();
  }

  Result<Given> parse(std::span<const std::string> words) {
    try {
      app_.parse(for_cli11(words));
    } catch (const CLI::ParseError&) {
      return broken(words);
    }
    for (const auto& word : app_.remaining()) {
      if (word != "--") return unknown_option(command_, word);
    }
    return collect();
  }

 private:
  void add(const Option& option) {
    auto* added = option.is_flag() ? app_.add_flag(cli11_name(option))
                                   : app_.add_option(cli11_name(option))->expected(option.bare.empty() ? 1 : 0, 1);
    added->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)->allow_extra_args(false);
    added_.emplace_back(&option, added);
  }

  /// CLI11 gives up only where the last option lacks its value or a flag has a value it cannot have.
  Error broken(std::span<const std::string> words) const {
    for (const auto& [option, added] : added_) {
      if (!words.empty() && !option->is_flag() && added->check_name(words.back())) return missing_value(*option);
    }
    return {"cannot read the command line", fmt::format("see: hookctl {} --help", command_.name)};
  }

  Result<Given> collect() const {
    Given given;
    for (const auto& [option, added] : added_) {
      for (const auto& value : added->results()) {
        // `--forward-to --json`: the value was forgotten, not meant.
        if (find_dashed(command_, value) != nullptr) return missing_value(*option);
        const bool is_bare = value.empty() && !option->bare.empty();
        given.options[std::string(option->name)].push_back(is_bare ? std::string(option->bare) : unguarded(value));
      }
    }
    std::vector<std::string> words;
    for (const auto& word : positional_->results()) words.push_back(unguarded(word));
    if (auto assigned = assign(command_, words, given); !assigned) return assigned.error();
    return given;
  }

  const Command& command_;
  CLI::App app_;
  std::vector<std::pair<const Option*, CLI::Option*>> added_;
  CLI::Option* positional_ = nullptr;
};

}  // namespace

Result<Given> parse_args(const Command& command, std::span<const std::string> words) {
  return Parser(command).parse(words);
}

}  // namespace hookctl::cli
