#include "cli/color.h"

namespace hookctl::cli {

using report::Colour;

Colour colour_of(const Settings& settings, const Env& env, const Output& stream) {
  const auto when = settings.text("color");
  if (when == "always") return Colour::on;
  if (when == "never") return Colour::off;
  // https://no-color.org and https://bixense.com/clicolors: an empty variable says nothing.
  if (!env.variable("NO_COLOR").value_or("").empty()) return Colour::off;
  const auto force = env.variable("CLICOLOR_FORCE").value_or("");
  if (!force.empty() && force != "0") return Colour::on;
  return stream.is_terminal() && env.variable("TERM") != "dumb" ? Colour::on : Colour::off;
}

}  // namespace hookctl::cli
