#include "cli/probe_command.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <optional>

#include "base/clock.h"

extern char** environ;

namespace hookctl::cli {
namespace {

using Steady = std::chrono::steady_clock;

constexpr Seconds patience{30};
constexpr Millis between_looks{50};
constexpr std::size_t most_output = 1024 * 1024;

/// A shell that runs a command, in a process group of its own, and the end of a pipe that reads its stdout.
struct Child {
  pid_t pid;
  int out;
};

/// Without the command, which may hold a password.
Error cannot_run(std::string_view why) {
  return {fmt::format("the probe {}", why), "it must print a number or JSON and end with 0", Fault::environment};
}

Result<Child> start(const std::string& command) {
  std::array<int, 2> pipe{};
  if (::pipe2(pipe.data(), O_CLOEXEC) != 0) return cannot_run("cannot be started: no pipe");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, pipe[1], STDOUT_FILENO);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none, usual;
  sigemptyset(&none);
  sigemptyset(&usual);
  sigaddset(&usual, SIGPIPE);
  sigaddset(&usual, SIGXFSZ);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &usual);
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  std::string shell = "sh", option = "-c", text = command;
  std::array<char*, 4> arguments{shell.data(), option.data(), text.data(), nullptr};
  pid_t pid = 0;
  const int problem = posix_spawn(&pid, "/bin/sh", &actions, &attributes, arguments.data(), environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  ::close(pipe[1]);
  if (problem == 0) return Child{pid, pipe[0]};
  ::close(pipe[0]);
  return cannot_run(fmt::format("cannot be started: {}", std::strerror(problem)));
}

/// Reads until the end of the output; nothing when the time is up or somebody asks to stop first.
std::optional<Bytes> read_all(int out, Steady::time_point end, const std::stop_token& stop) {
  Bytes bytes;
  std::array<char, 4096> buffer;
  while (Steady::now() < end && !stop.stop_requested()) {
    pollfd wanted{out, POLLIN, 0};
    if (::poll(&wanted, 1, static_cast<int>(between_looks.count())) <= 0) continue;
    const auto count = ::read(out, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return bytes;
    bytes.append(buffer.data(), std::min(static_cast<std::size_t>(count), most_output - bytes.size()));
  }
  return std::nullopt;
}

/// How the shell ended; nothing when the time is up first.
std::optional<int> wait_for(pid_t pid, Steady::time_point end, const std::stop_token& stop) {
  int status = 0;
  while (::waitpid(pid, &status, WNOHANG) == 0) {
    if (Steady::now() >= end || stop.stop_requested()) return std::nullopt;
    ::poll(nullptr, 0, 1);
  }
  return status;
}

}  // namespace

Result<Bytes> output_of(const std::string& command, const std::stop_token& stop) {
  const auto child = start(command);
  if (!child) return child.error();
  const auto end = Steady::now() + patience;
  auto bytes = read_all(child->out, end, stop);
  const auto status = bytes ? wait_for(child->pid, end, stop) : std::nullopt;
  ::close(child->out);
  if (!status) {
    ::kill(-child->pid, SIGKILL);
    ::waitpid(child->pid, nullptr, 0);
    return cannot_run(stop.stop_requested() ? "was stopped" : "took longer than 30 s");
  }
  if (WIFEXITED(*status) && WEXITSTATUS(*status) == 0) return *std::move(bytes);
  return cannot_run(WIFEXITED(*status) ? fmt::format("ended with {}", WEXITSTATUS(*status))
                                       : fmt::format("was ended by signal {}", WTERMSIG(*status)));
}

}  // namespace hookctl::cli
