#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "support/command.h"
#include "support/process.h"

namespace hookctl::test {

/// `hookctl listen --json` on a free port with further options; it records in `captures.jsonl` of its home.
Program listen_program(const Folder& home, const std::vector<std::string>& options);

/// The program as a running process that has said where it listens.
class Listener {
 public:
  /// Throws `std::runtime_error` with what it said on stderr when it does not get ready.
  explicit Listener(const Program& program);
  explicit Listener(const Folder& home, const std::vector<std::string>& options = {})
      : Listener(listen_program(home, options)) {}

  int port() const { return ready_.at("port"); }
  pid_t pid() const { return ready_.at("pid"); }  // of hookctl itself, whatever it was started by
  Process& process() { return process_; }

  /// The next object it writes; nothing when it does not come within five seconds.
  std::optional<nlohmann::json> next();

  /// Sends hookctl a signal and waits at most `within` for its end.
  Ending stop(int signal, Millis within = Millis{10'000});

 private:
  Process process_;
  nlohmann::json ready_;
};

}  // namespace hookctl::test
