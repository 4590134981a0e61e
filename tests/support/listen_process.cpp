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

Program listen(const Folder& home, const std::vector<std::string>& options) {
  return hookctl(home, joined({"listen", "--port", "0"}, options));
}

/// The port that a ready line names, be it text or JSON.
int port_in(std::string_view ready) {
  const auto at = ready.find(before_port);
  if (at == ready.npos) throw std::runtime_error(fmt::format("no port in '{}'", ready));
  int port = 0;
  std::from_chars(ready.data() + at + before_port.size(), ready.data() + ready.size(), port);
  return port;
}

}  // namespace

ListenProcess::ListenProcess(const Folder& home, const std::vector<std::string>& options)
    : process_(listen(home, options)), port_(port_in(line())) {}

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
    auto object = Json::parse(line());
    if (object.at("type") == type) return object;
  }
}

Ending ListenProcess::wait() { return process_.wait(patience); }

Ending ListenProcess::stop() {
  send_signal(SIGINT);
  return wait();
}

}  // namespace hookctl::test
