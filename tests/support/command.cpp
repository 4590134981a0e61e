#include "support/command.h"

#include <unistd.h>

#include <string_view>

namespace hookctl::test {
namespace {

/// Whether hookctl would listen to a variable.
bool concerns_hookctl(std::string_view name) {
  return name.starts_with("HOOKCTL_") || name.ends_with("_WEBHOOK_SECRET") || name == "NO_COLOR" ||
         name == "CLICOLOR_FORCE" || name.starts_with("GITHUB_");
}

}  // namespace

Program hookctl(const Folder& home, const std::vector<std::string>& arguments) {
  Program program{.argv = {HOOKCTL_BINARY}, .cwd = home.path()};
  program.argv.insert(program.argv.end(), arguments.begin(), arguments.end());
  for (char** variable = environ; *variable; ++variable) {
    const std::string_view text = *variable;
    const std::string name{text.substr(0, text.find('='))};
    if (concerns_hookctl(name)) program.environment[name] = std::nullopt;
  }
  program.environment["HOME"] = home.path();
  program.environment["XDG_CONFIG_HOME"] = home.file(".config");
  return program;
}

}  // namespace hookctl::test
