#pragma once

#include <sys/types.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "support/program.h"

namespace hookctl::test {

/// How a program ended: with an exit code, or by a signal; and whether it was killed because its time was up.
struct Ending {
  std::optional<int> code = {};
  std::optional<int> signal = {};
  bool overran = false;
  bool operator==(const Ending&) const = default;
};

/// A running program. It and what it started are killed when the object goes, and when the thread that started it ends.
class Process {
 public:
  /// Throws `std::runtime_error` when the program cannot be started.
  explicit Process(const Program& program);
  /// With all three streams on one terminal of 80 × 24, which echoes nothing; its output is read as `out`.
  static Process on_terminal(Program program);

  Process(Process&&) noexcept;
  Process& operator=(Process&&) noexcept;
  ~Process();

  pid_t pid() const;

  /// Queues text for its stdin; it travels while output is read or the end is waited for.
  void write(std::string_view text);
  /// Ends its stdin once all that was written has travelled (on a terminal: Ctrl-D).
  void close_stdin();
  /// Stops listening to its stdout: the next write of the program fails with EPIPE.
  void close_stdout();

  /// The next whole line of stdout or stderr without its end. At the stream's end what is left of it, then nothing.
  /// Nothing, too, when the time is up first.
  std::optional<std::string> read_line(Millis within);
  std::optional<std::string> read_error_line(Millis within);
  /// Output up to and including `text`, for prompts that end no line. Nothing when the end or the deadline comes first.
  std::optional<std::string> read_until(std::string_view text, Millis within);

  void send_signal(int number);
  /// Waits for its end, and kills it when the time is up first.
  Ending wait(Millis within);

  /// What it wrote and no read took, as far as it has been received; complete after `wait`.
  const std::string& out() const;
  const std::string& err() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// What a program said until its end.
struct Finished {
  int exit = 0;  // its exit code, or 128 + the signal that ended it, as a shell says it
  std::string out = {};
  std::string err = {};
};

/// Runs a program to its end with `input` as its stdin. Throws `std::runtime_error` when it takes longer than `within`.
Finished run(const Program& program, std::string_view input = {}, Millis within = Millis{20'000});

}  // namespace hookctl::test
