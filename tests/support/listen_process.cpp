#include "support/listen_process.h"

#include <fmt/format.h>

#include <charconv>
#include <stdexcept>

#include "support/command.h"
#include "support/joined.h"

namespace hookctl::test {
namespace {

constexpr Millis patience{10'000};
constexpr std::string_view before_port = "://127.0.0.1:";

/// The port that a ready line names, be it text or JSON.
int port_in(std::string_view ready) {
  const auto at = ready.find(before_port);
  if (at == ready.npos) throw std::runtime_error(fmt::format("no port in '{}'", ready));
  int port = 0;
  std::from_chars(ready.data() + at + before_port.size(), ready.data() + ready.size(), port);
  return port;
}

}  // namespace

Program listen_program(const Folder& home, const std::vector<std::string>& options) {
  return hookctl(home, joined({"listen", "--port", "0"}, options));
}

ListenProcess::ListenProcess(const Program& program) : process_(program), ready_(line()), port_(port_in(ready_)) {
  pid_ = ready_.starts_with('{') ? Json::parse(ready_).at("pid").get<pid_t>() : process_.pid();
}

std::string ListenProcess::url(std::string_view target) const {
  return fmt::format("http{}{}{}", before_port, port_, target);
}

std::string ListenProcess::line() {
  if (auto line = process_.read_line(patience)) return *std::move(line);
  process_.wait(Millis{0});
  throw std::runtime_error(fmt::format("listen says nothing more; stderr: {}", process_.err()));
}

Json ListenProcess::next(std::string_view type) {
  for (;;) {
    auto object = next();
    if (object.at("type") == type) return object;
  }
}

Ending ListenProcess::stop(int signal, Millis within) {
  send_signal(signal);
  return process_.wait(within);
}

}  // namespace hookctl::test
