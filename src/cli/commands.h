#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cli/option.h"

namespace hookctl::cli {

extern const Command listen_command;
extern const Command replay_command;
extern const Command simulate_command;
extern const Command sign_command;
extern const Command verify_command;
extern const Command captures_list_command;
extern const Command captures_show_command;
extern const Command captures_diff_command;
extern const Command captures_export_command;
extern const Command captures_attempts_command;
extern const Command captures_import_command;
extern const Command captures_redact_command;
extern const Command fixture_make_command;
extern const Command fixture_check_command;
extern const Command fixture_redact_command;
extern const Command providers_list_command;
extern const Command providers_show_command;
extern const Command completion_command;

using Commands = std::span<const Command* const>;

/// Every command, in the order of the help.
Commands all_commands();

/// A command, and how many words of the command line name it.
struct Named {
  const Command* command;
  std::size_t words;
};

/// The command that the first one or two words name. Otherwise says which are near, or which second words there are.
Result<Named> find_command(Commands commands, std::span<const std::string> words);

/// What may stand first on the command line: `listen`, `captures`; each once.
std::vector<std::string_view> first_words(Commands commands);

/// What a first word stands for in one clause: its command's summary, or the words that may follow: `list | show`.
std::string summary_of(Commands commands, std::string_view first);

/// What may follow `first`: `list`, `show`; nothing when it is a whole command or unknown.
std::vector<std::string_view> second_words(Commands commands, std::string_view first);

}  // namespace hookctl::cli
