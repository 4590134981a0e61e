#pragma once

#include <csignal>
#include <string>
#include <string_view>
#include <vector>

#include "support/folder.h"
#include "support/json_lines.h"
#include "support/process.h"

namespace hookctl::test {

/// `hookctl listen` on a free port with further options; it records in `captures.jsonl` of its home.
Program listen_program(const Folder& home, const std::vector<std::string>& options);

/// The program as a running process. It is ready when the object is there.
class ListenProcess {
 public:
  /// Throws `std::runtime_error` with what it said when it does not become ready.
  explicit ListenProcess(const Program& program);
  explicit ListenProcess(const Folder& home, const std::vector<std::string>& options = {})
      : ListenProcess(listen_program(home, options)) {}

  int port() const { return port_; }
  /// Its first line.
  const std::string& ready() const { return ready_; }
  /// Of hookctl itself; with `--json` whatever it was started by, such as strace.
  pid_t pid() const { return pid_; }
  /// `http://127.0.0.1:port` and the target.
  std::string url(std::string_view target) const;
  Process& process() { return process_; }

  /// The next line it prints. Throws when none comes within ten seconds.
  std::string line();
  /// The next object it prints with `--json`.
  Json next() { return Json::parse(line()); }
  /// The next object of a type that it prints with `--json`; others before it are dropped.
  Json next(std::string_view type);

  void send_signal(int number) { ::kill(pid_, number); }
  /// How it ends on its own.
  Ending wait() { return wait(Millis{10'000}); }
  Ending wait(Millis within) { return process_.wait(within); }
  /// How it ends when it is sent a signal, such as Ctrl-C's.
  Ending stop(int signal = SIGINT, Millis within = Millis{10'000});
  /// What it said on stderr; complete after its end.
  const std::string& err() const { return process_.err(); }

 private:
  Process process_;
  std::string ready_;
  int port_ = 0;
  pid_t pid_ = 0;
};

}  // namespace hookctl::test
