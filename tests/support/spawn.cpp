#include "support/spawn.h"

#include <fcntl.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <termios.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>

namespace hookctl::test {
namespace {

[[noreturn]] void fail(const std::string& what) { throw std::system_error(errno, std::generic_category(), what); }

struct Pair {
  Descriptor ours;
  Descriptor theirs;
};

enum class Way { in, out };

Pair open_pipe(Way way) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) fail("pipe");
  if (way == Way::in) std::swap(ends[0], ends[1]);
  return {Descriptor{ends[0]}, Descriptor{ends[1]}};
}

/// A terminal that neither echoes nor turns `\n` into `\r\n`, so what is read is what was written.
Pair open_terminal() {
  int master = -1;
  int slave = -1;
  const winsize size{.ws_row = 24, .ws_col = 80, .ws_xpixel = 0, .ws_ypixel = 0};
  if (openpty(&master, &slave, nullptr, nullptr, &size) != 0) fail("openpty");
  Pair pair{Descriptor{master}, Descriptor{slave}};
  termios settings{};
  tcgetattr(slave, &settings);
  settings.c_lflag &= ~static_cast<tcflag_t>(ECHO);
  settings.c_oflag &= ~static_cast<tcflag_t>(ONLCR);
  tcsetattr(slave, TCSANOW, &settings);
  for (const int end : {master, slave}) fcntl(end, F_SETFD, FD_CLOEXEC);
  return pair;
}

Descriptor share(const Descriptor& descriptor) { return Descriptor{fcntl(*descriptor, F_DUPFD_CLOEXEC, 0)}; }

/// The two ends of one of the program's streams.
Pair connect(Stream stream, Way way, const Pair& terminal) {
  if (stream == Stream::pipe) return open_pipe(way);
  return {share(terminal.ours), share(terminal.theirs)};
}

std::vector<std::string> environment_of(const Program& program) {
  std::vector<std::string> variables;
  for (char** variable = environ; *variable; ++variable) {
    const std::string text = *variable;
    if (!program.environment.contains(text.substr(0, text.find('=')))) variables.push_back(text);
  }
  for (const auto& [name, value] : program.environment) {
    if (value) variables.push_back(name + "=" + *value);
  }
  return variables;
}

std::vector<char*> pointers_to(const std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (const auto& text : texts) pointers.push_back(const_cast<char*>(text.c_str()));
  pointers.push_back(nullptr);
  return pointers;
}

/// Everything the child needs, made before the fork: after it only async-signal-safe calls are allowed.
struct Plan {
  char* const* argv;
  char* const* environment;
  const char* cwd;  // null: stay
  std::array<int, 3> streams;
  int terminal;  // -1: none
  int failure;   // where errno goes when the program cannot be started
};

void enter_session(int terminal) {
  if (terminal < 0) {
    setpgid(0, 0);
    return;
  }
  setsid();
  ioctl(terminal, TIOCSCTTY, 0);
}

void reset_signals() {
  std::signal(SIGPIPE, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
}

[[noreturn]] void become(const Plan& plan) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  enter_session(plan.terminal);
  reset_signals();
  for (int i = 0; i < 3; ++i) dup2(plan.streams[static_cast<std::size_t>(i)], i);
  if (!plan.cwd || chdir(plan.cwd) == 0) execvpe(plan.argv[0], plan.argv, plan.environment);
  const int reason = errno;
  [[maybe_unused]] const auto written = write(plan.failure, &reason, sizeof reason);
  _exit(127);
}

/// Zero when the program runs, else the errno that kept it from running.
int reason_of_failure(const Descriptor& failure) {
  int reason = 0;
  return read(*failure, &reason, sizeof reason) == sizeof reason ? reason : 0;
}

}  // namespace

Spawned spawn(const Program& program) {
  const bool wants_terminal =
      program.in == Stream::terminal || program.out == Stream::terminal || program.err == Stream::terminal;
  Pair terminal = wants_terminal ? open_terminal() : Pair{};
  Pair in = connect(program.in, Way::in, terminal);
  Pair out = connect(program.out, Way::out, terminal);
  Pair err = connect(program.err, Way::out, terminal);
  Pair failure = open_pipe(Way::out);

  const auto variables = environment_of(program);
  const auto argv = pointers_to(program.argv);
  const auto environment = pointers_to(variables);
  const Plan plan{.argv = argv.data(),
                  .environment = environment.data(),
                  .cwd = program.cwd.empty() ? nullptr : program.cwd.c_str(),
                  .streams = {*in.theirs, *out.theirs, *err.theirs},
                  .terminal = *terminal.theirs,
                  .failure = *failure.theirs};

  Spawned child;
  child.pid = fork();
  if (child.pid < 0) fail("fork");
  if (child.pid == 0) become(plan);

  failure.theirs.close();
  if (const int reason = reason_of_failure(failure.ours)) {
    waitpid(child.pid, nullptr, 0);
    throw std::system_error(reason, std::generic_category(), "cannot start " + program.argv.front());
  }
  child.ended = Descriptor{static_cast<int>(syscall(SYS_pidfd_open, child.pid, 0))};
  if (!child.ended) fail("pidfd_open");
  // What both streams write to the terminal is read once, as `out`.
  if (program.out == Stream::terminal && program.err == Stream::terminal) err.ours.close();
  for (const auto* end : {&in.ours, &out.ours, &err.ours}) {
    if (*end) fcntl(**end, F_SETFL, fcntl(**end, F_GETFL) | O_NONBLOCK);
  }
  child.in = std::move(in.ours);
  child.out = std::move(out.ours);
  child.err = std::move(err.ours);
  return child;
}

}  // namespace hookctl::test
