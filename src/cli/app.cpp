#include "cli/app.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <span>

#include "cli/complete.h"
#include "cli/help.h"
#include "cli/parse_args.h"
#include "cli/resolve.h"
#include "cli/say.h"

namespace hookctl::cli {
namespace {

using Words = std::span<const std::string>;

/// Whether `--help` or `-h` is among the words before a `--`.
bool asks_for_help(Words words) {
  const auto end = std::find(words.begin(), words.end(), "--");
  return std::any_of(words.begin(), end, [](const std::string& word) { return word == "--help" || word == "-h"; });
}

Exit print(Env& env, std::string_view text) {
  env.out.write(text);
  return Exit::ok;
}

/// The help for what the words name: everything, `captures`, or one command.
Exit print_help(Env& env, Commands commands, Words words) {
  if (words.empty()) return print(env, main_help(commands));
  if (words.size() == 1 && !second_words(commands, words[0]).empty()) return print(env, group_help(commands, words[0]));
  const auto named = find_command(commands, words);
  if (!named) return fail(env, named.error());
  return print(env, command_help(*named->command));
}

Exit run_command(Env& env, Commands commands, Words words) {
  const auto named = find_command(commands, words);
  if (!named) return fail(env, named.error());
  const auto given = parse_args(*named->command, words.subspan(named->words));
  if (!given) return fail(env, given.error());
  const auto settings = resolve_settings(*named->command, *given, env, commands);
  if (!settings) return fail(env, settings.error());
  return named->command->run(env, *settings);
}

Exit misplaced_option(Env& env, std::string_view word) {
  const auto name = word.substr(0, word.find('='));
  return fail(env, {fmt::format("the command comes first, then '{}'", name), "see: hookctl --help"});
}

Exit dispatch(Env& env, Commands commands) {
  const Words words = env.args;
  if (words.empty()) {
    env.err.write(main_help(commands));
    return Exit::usage;
  }
  if (words[0] == "__complete")
    return print(env, complete(commands, words.subspan(1), known_suggestions(env, commands)));
  if (words[0] == "help") return print_help(env, commands, words.subspan(1));
  if (words[0] == "--version") return print(env, "hookctl " HOOKCTL_VERSION "\n");
  if (asks_for_help(words)) {
    const auto option =
        std::find_if(words.begin(), words.end(), [](const auto& word) { return word.starts_with('-'); });
    return print_help(env, commands, words.first(static_cast<std::size_t>(option - words.begin())));
  }
  if (words[0].starts_with('-')) return misplaced_option(env, words[0]);
  return run_command(env, commands, words);
}

}  // namespace

int run(Env& env) { return run(env, all_commands()); }

int run(Env& env, Commands commands) {
  auto exit = dispatch(env, commands);
  if (env.out.problem() != 0 && !env.out.closed()) {
    const auto* why = std::strerror(env.out.problem());
    exit = worst(exit, fail(env, {fmt::format("cannot write to standard output: {}", why), {}, Fault::environment}));
  }
  return static_cast<int>(exit);
}

}  // namespace hookctl::cli
