#include <array>

#include "cli/commands.h"
#include "cli/completion_scripts.h"
#include "cli/env.h"
#include "cli/settings.h"

namespace hookctl::cli {
namespace {

constexpr std::array<std::string_view, 3> shells{"bash", "zsh", "fish"};

constexpr std::array arguments{
    Argument{.name = "SHELL", .help = "bash, zsh or fish", .suggest = Suggest::words, .words = shells},
};

constexpr std::array<std::string_view, 3> examples{
    "source <(hookctl completion bash)",
    "hookctl completion zsh > ~/.zfunc/_hookctl",
    "hookctl completion fish > ~/.config/fish/completions/hookctl.fish",
};

Exit run_completion(Env& env, const Settings& settings) {
  const auto shell = *settings.argument("SHELL");
  env.out.write(shell == "bash" ? bash_completion : shell == "zsh" ? zsh_completion : fish_completion);
  return Exit::ok;
}

}  // namespace

const Command completion_command{
    .name = "completion",
    .summary = "print the script that completes hookctl's words in your shell",
    .arguments = arguments,
    .examples = examples,
    .run = run_completion,
};

}  // namespace hookctl::cli
