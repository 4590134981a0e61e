#include "support/process.h"

#include <fmt/format.h>
#include <poll.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <stdexcept>

#include "support/spawn.h"

namespace hookctl::test {
namespace {

using Moment = std::chrono::steady_clock::time_point;

Moment from_now(Millis within) { return std::chrono::steady_clock::now() + within; }

int millis_until(Moment moment) {
  const auto left = std::chrono::ceil<Millis>(moment - std::chrono::steady_clock::now());
  return static_cast<int>(std::max(left, Millis{0}).count());
}

/// Appends everything that can be read now; closes the descriptor at its end (a terminal's end is EIO).
void receive(Descriptor& source, std::string& into) {
  std::array<char, 65536> chunk;
  while (source) {
    const auto count = read(*source, chunk.data(), chunk.size());
    if (count > 0) {
      into.append(chunk.data(), static_cast<std::size_t>(count));
    } else if (count == 0 || errno != EAGAIN) {
      source.close();
    } else {
      return;
    }
  }
}

std::string take(std::string& buffer, std::size_t count) {
  std::string taken = buffer.substr(0, count);
  buffer.erase(0, count);
  return taken;
}

Ending ending_of(int status) {
  if (WIFSIGNALED(status)) return {.signal = WTERMSIG(status)};
  return {.code = WEXITSTATUS(status)};
}

}  // namespace

struct Process::State {
  Spawned child;
  Stream in;
  std::string unsent = {};
  bool close_when_sent = false;
  std::string out = {};
  std::string err = {};
  std::optional<Ending> ending = {};

  void send() {
    const auto count = ::write(*child.in, unsent.data(), unsent.size());
    if (count >= 0) unsent.erase(0, static_cast<std::size_t>(count));
    if (count < 0 && errno != EAGAIN) child.in.close();  // nobody reads it any more
    if (unsent.empty() && close_when_sent) child.in.close();
  }

  /// Moves bytes both ways until `moment`, or until something moved or `ended` became readable. False: time is up.
  bool turn(Moment moment, int ended) {
    std::array<pollfd, 4> polled = {pollfd{child.in && !unsent.empty() ? *child.in : -1, POLLOUT, 0},
                                    pollfd{*child.out, POLLIN, 0}, pollfd{*child.err, POLLIN, 0},
                                    pollfd{ended, POLLIN, 0}};
    const int ready = poll(polled.data(), polled.size(), millis_until(moment));
    if (ready == 0) return false;
    if (polled[0].revents) send();
    if (polled[1].revents) receive(child.out, out);
    if (polled[2].revents) receive(child.err, err);
    return true;
  }

  std::optional<std::string> read_line(const Descriptor& source, std::string& buffer, Millis within) {
    const Moment moment = from_now(within);
    for (;;) {
      if (const auto end = buffer.find('\n'); end != std::string::npos) {
        std::string line = take(buffer, end + 1);
        line.pop_back();
        return line;
      }
      if (!source) return buffer.empty() ? std::nullopt : std::optional{take(buffer, buffer.size())};
      if (!turn(moment, -1)) return std::nullopt;
    }
  }

  bool has_ended_by(Moment moment) {
    pollfd ended{*child.ended, POLLIN, 0};
    while (poll(&ended, 1, 0) != 1) {
      if (!turn(moment, *child.ended)) return false;
    }
    return true;
  }

  void kill_all() const { kill(-child.pid, SIGKILL); }

  /// Kills what the program left behind, while its number cannot be anybody else's yet, and collects its status.
  int reap() {
    kill_all();
    int status = 0;
    while (waitpid(child.pid, &status, 0) < 0 && errno == EINTR) continue;
    return status;
  }
};

Process::Process(const Program& program) {
  std::signal(SIGPIPE, SIG_IGN);  // a program that ends early must not end its test
  state_ = std::make_unique<State>(State{.child = spawn(program), .in = program.in});
}

Process Process::on_terminal(Program program) {
  program.in = program.out = program.err = Stream::terminal;
  return Process{program};
}

Process::Process(Process&&) noexcept = default;

Process& Process::operator=(Process&& other) noexcept {
  std::swap(state_, other.state_);
  return *this;
}

Process::~Process() {
  if (state_ && !state_->ending) state_->reap();
}

pid_t Process::pid() const { return state_->child.pid; }

void Process::write(std::string_view text) {
  state_->unsent += text;
  state_->send();
}

void Process::close_stdin() {
  if (state_->in == Stream::terminal) return write("\x04");
  state_->close_when_sent = true;
  state_->send();
}

void Process::close_stdout() { state_->child.out.close(); }

std::optional<std::string> Process::read_line(Millis within) {
  return state_->read_line(state_->child.out, state_->out, within);
}

std::optional<std::string> Process::read_error_line(Millis within) {
  return state_->read_line(state_->child.err, state_->err, within);
}

std::optional<std::string> Process::read_until(std::string_view text, Millis within) {
  const Moment moment = from_now(within);
  for (;;) {
    if (const auto at = state_->out.find(text); at != std::string::npos) return take(state_->out, at + text.size());
    if (!state_->child.out || !state_->turn(moment, -1)) return std::nullopt;
  }
}

void Process::send_signal(int number) {
  if (!state_->ending) kill(pid(), number);
}

Ending Process::wait(Millis within) {
  if (state_->ending) return *state_->ending;
  const bool overran = !state_->has_ended_by(from_now(within));
  Ending ending = ending_of(state_->reap());
  ending.overran = overran;
  receive(state_->child.out, state_->out);
  receive(state_->child.err, state_->err);
  state_->ending = ending;
  return ending;
}

const std::string& Process::out() const { return state_->out; }
const std::string& Process::err() const { return state_->err; }

Finished run(const Program& program, std::string_view input, Millis within) {
  Process process{program};
  process.write(input);
  process.close_stdin();
  const Ending ending = process.wait(within);
  if (ending.overran) {
    throw std::runtime_error(fmt::format("{} did not end within {} ms; so far it said:\n{}{}", program.argv.front(),
                                         within.count(), process.out(), process.err()));
  }
  return {.exit = ending.code.value_or(128 + ending.signal.value_or(0)), .out = process.out(), .err = process.err()};
}

}  // namespace hookctl::test
