#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include "base/units.h"
#include "mutate.h"
#include "target.h"

// A run needs no libFuzzer: it mutates each target's seeds for a while, and keeps the input that broke something.
namespace hookctl::fuzz {
namespace {

constexpr const char* usage =
    "usage: hookctl_fuzz list\n"
    "       hookctl_fuzz TARGET SECONDS SEED   mutates the seeds of a target\n"
    "       hookctl_fuzz TARGET FILE…          replays inputs\n";

/// What is being checked, for the handler of a crash.
ByteView current;
constexpr const char* kept = "fuzz-input";

void keep_input(int signal) {
  const int file = open(kept, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (file >= 0 && write(file, current.data(), current.size()) >= 0) close(file);
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

/// Checks one input in memory of exactly its size, so that a sanitizer sees every byte read beyond it.
void run(const Target& target, ByteView input) {
  const auto exact = std::make_unique<char[]>(input.size());
  std::memcpy(exact.get(), input.data(), input.size());
  current = {exact.get(), input.size()};
  target.check(current);
}

int mutate(const Target& target, Seconds duration, std::uint64_t number) {
  for (const auto seed : target.seeds) run(target, seed);
  Mutator mutator(target.seeds, number);
  const auto end = std::chrono::steady_clock::now() + duration;
  std::size_t inputs = target.seeds.size();
  while (std::chrono::steady_clock::now() < end) {
    for (int i = 0; i < 64; ++i, ++inputs) run(target, mutator.next());
  }
  fmt::print("{}: {} inputs of seed {}, all as they should be\n", target.name, inputs, number);
  return 0;
}

int replay(const Target& target, char** paths) {
  for (; *paths; ++paths) {
    std::ifstream file(*paths, std::ios::binary);
    if (!file) return fmt::print(stderr, "hookctl_fuzz: cannot read '{}'\n", *paths), 2;
    run(target, Bytes(std::istreambuf_iterator<char>(file), {}));
  }
  return 0;
}

int list() {
  for (const auto& target : targets()) fmt::print("{}\n", target.name);
  return 0;
}

int main_of(int argc, char** argv) {
  if (argc == 2 && std::string_view(argv[1]) == "list") return list();
  if (argc < 3) return std::fputs(usage, stderr), 2;
  const auto all = targets();
  const auto target = std::find_if(all.begin(), all.end(), [&](const Target& t) { return t.name == argv[1]; });
  if (target == all.end()) return fmt::print(stderr, "hookctl_fuzz: no target '{}'\n{}", argv[1], usage), 2;
  for (const int signal : {SIGABRT, SIGSEGV, SIGFPE, SIGBUS, SIGILL}) std::signal(signal, keep_input);
  const auto seconds = parse_number(argv[2], 0, 86'400);
  const auto number = argc == 4 ? parse_number(argv[3], 0, UINT64_MAX) : seconds;
  if (argc == 4 && seconds && number) return mutate(*target, Seconds{*seconds}, *number);
  return replay(*target, argv + 2);
}

}  // namespace
}  // namespace hookctl::fuzz

// A finding ends in SIGABRT like a check that fails, and so keeps its input.
extern "C" const char* __asan_default_options() { return "abort_on_error=1"; }
extern "C" const char* __ubsan_default_options() { return "abort_on_error=1:print_stacktrace=1"; }

int main(int argc, char** argv) { return hookctl::fuzz::main_of(argc, argv); }
