#include "cli/env.h"

#include <csignal>

namespace hookctl::cli {

std::string upper_snake(std::string_view name) {
  std::string out;
  for (const char c : name) out += c == '-' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
  return out;
}

Exit exit_of_signal(const Env& env) { return env.signal() == SIGTERM ? Exit::terminated : Exit::interrupted; }

}  // namespace hookctl::cli
