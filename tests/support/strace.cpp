#include "support/strace.h"

#include <exception>

#include "support/joined.h"
#include "support/process.h"

namespace hookctl::test {

bool can_trace() {
  try {
    return run({.argv = {"strace", "-f", "-o", "/dev/null", "true"}}).exit == 0;
  } catch (const std::exception&) {
    return false;
  }
}

Program traced(Program program, const std::vector<std::string>& options) {
  program.argv = joined(joined({"strace", "-f"}, options), program.argv);
  program.environment["ASAN_OPTIONS"] = "detect_leaks=0";  // the search for leaks traces, too
  return program;
}

}  // namespace hookctl::test
