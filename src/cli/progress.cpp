#include "cli/progress.h"

#include <fmt/format.h>

namespace hookctl::cli {
namespace {

constexpr Millis between{200};

}  // namespace

Progress::Progress(Env& env)
    : env_(env), shows_(env.err.is_terminal() && env.variable("TERM") != "dumb"), drawn_at_(env.clock.now()) {}

void Progress::begin(std::size_t total) { total_ = total; }

void Progress::clear() {
  if (drawn_) env_.err.write("\r\x1b[K");
  drawn_ = false;
}

void Progress::advance(std::size_t count) {
  done_ += count;
  if (!shows_ || done_ >= total_) return;
  const auto now = env_.clock.now();
  if (now - drawn_at_ < between) return;
  drawn_at_ = now;
  drawn_ = true;
  env_.err.write(fmt::format("\r\x1b[K{} of {}", done_, total_));
}

}  // namespace hookctl::cli
