#include "cli/color.h"

namespace hookctl::cli {

bool use_color(const Settings& settings, const Env& env, const Output& stream) {
  const auto when = settings.text("color");
  if (when == "always") return true;
  if (when == "never") return false;
  // https://no-color.org and https://bixense.com/clicolors: an empty variable says nothing.
  if (!env.variable("NO_COLOR").value_or("").empty()) return false;
  const auto force = env.variable("CLICOLOR_FORCE").value_or("");
  if (!force.empty() && force != "0") return true;
  return stream.is_terminal() && env.variable("TERM") != "dumb";
}

}  // namespace hookctl::cli
