#include "cli/say.h"

#include <fmt/format.h>

#include "base/text.h"

namespace hookctl::cli {

Exit fail(Env& env, const Error& error) {
  auto text = fmt::format("hookctl: error: {}\n", escape_for_terminal(error.message));
  if (!error.hint.empty()) text += fmt::format("hookctl: hint: {}\n", escape_for_terminal(error.hint));
  env.err.write(text);
  if (env.signal()) return exit_of_signal(env);
  return exit_of(error.fault);
}

void warn(Env& env, std::string_view message) {
  env.err.write(fmt::format("hookctl: warning: {}\n", escape_for_terminal(message)));
}

void note(Env& env, std::string_view message) {
  env.err.write(fmt::format("hookctl: {}\n", escape_for_terminal(message)));
}

}  // namespace hookctl::cli
