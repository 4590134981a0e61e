#pragma once

#include <span>
#include <string>
#include <string_view>

#include "cli/exit.h"

namespace hookctl::cli {

struct Env;
class Settings;

/// Whether an option may be given several times. Of one that may not, the last counts.
enum class Repeat { once, many };

/// What a value is, for completion; the value must be one of `words` when it says so.
enum class Suggest { nothing, file, provider, capture, words };

/// One option: a row that parsing, settings, help and completion all read.
struct Option {
  std::string_view name;              // without dashes: `forward-to`
  char letter = 0;                    // `H` for `-H`
  std::string_view placeholder = {};  // `URL`; empty: a flag
  std::string_view help = {};
  std::string_view fallback = {};   // the value when nothing else gives one; shown in the help
  std::string_view bare = {};       // the value when the option stands without one; empty: it needs one
  std::string_view otherwise = {};  // what happens then instead, where that is no value: `the provider's`
  Repeat repeat = Repeat::once;
  Suggest suggest = Suggest::nothing;
  std::span<const std::string_view> words = {};

  constexpr bool is_flag() const { return placeholder.empty(); }
};

/// Options that several commands share, or that stand together in the help.
struct OptionGroup {
  std::string_view title;  // `Options`, `Secrets`
  std::span<const Option> options;
};

/// How many values an argument takes.
enum class Count { one, at_most_one, any, at_least_one };

/// One positional argument: `FILE`, `[URL]`, `CAPTURE…`.
struct Argument {
  std::string_view name;  // upper case, as the help shows it
  std::string_view help = {};
  Count count = Count::one;
  Suggest suggest = Suggest::nothing;
  std::span<const std::string_view> words = {};
};

/// One subcommand. Its name may have two words: `captures list`.
struct Command {
  std::string_view name;
  std::string_view summary;  // one clause for the list of commands
  std::span<const Argument> arguments = {};
  std::span<const OptionGroup> groups = {};
  std::span<const std::string_view> examples = {};  // command lines
  std::string_view details = {};                    // paragraphs for its help, after the options
  Exit (*run)(Env&, const Settings&) = nullptr;
};

/// The command's option of that name, or nothing.
const Option* find_option(const Command& command, std::string_view name);

/// The option that a word such as `--port` or `-p` means, or nothing.
const Option* find_dashed(const Command& command, std::string_view word);

/// `--port`.
std::string dashed(const Option& option);

}  // namespace hookctl::cli
