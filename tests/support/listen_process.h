#pragma once

#include <csignal>
#include <string>
#include <string_view>
#include <vector>

#include "support/folder.h"
#include "support/json_lines.h"
#include "support/process.h"

namespace hookctl::test {

/// A running `hookctl listen` on a free port. It is ready when the object is there.
class ListenProcess {
 public:
  /// Throws `std::runtime_error` with what it said when it does not become ready.
  ListenProcess(const Folder& home, const std::vector<std::string>& options);

  int port() const { return port_; }
  /// `http://127.0.0.1:port` and the target.
  std::string url(std::string_view target) const;

  /// The next line it prints. Throws when none comes within ten seconds.
  std::string line();
  /// The next object of a type that it prints with `--json`; others before it are dropped.
  Json next(std::string_view type);

  void send_signal(int number) { process_.send_signal(number); }
  /// How it ends on its own.
  Ending wait();
  /// How it ends when it is interrupted.
  Ending stop();
  /// What it said on stderr; complete after its end.
  const std::string& err() const { return process_.err(); }

 private:
  Process process_;
  int port_ = 0;
};

}  // namespace hookctl::test
