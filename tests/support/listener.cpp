#include "support/listener.h"

#include <csignal>
#include <stdexcept>

namespace hookctl::test {
namespace {

constexpr Millis patience{20'000};

}  // namespace

Program listen_program(const Folder& home, const std::vector<std::string>& options) {
  std::vector<std::string> arguments = {"listen", "--json", "--port", "0"};
  arguments.insert(arguments.end(), options.begin(), options.end());
  return hookctl(home, arguments);
}

Listener::Listener(const Program& program) : process_(program) {
  const auto line = process_.read_line(patience);
  if (!line) {
    process_.wait(Millis{1'000});
    throw std::runtime_error("hookctl listen does not get ready: " + process_.err());
  }
  ready_ = nlohmann::json::parse(*line);
}

std::optional<nlohmann::json> Listener::next() {
  const auto line = process_.read_line(Millis{5'000});
  if (!line) return std::nullopt;
  return nlohmann::json::parse(*line);
}

Ending Listener::stop(int signal, Millis within) {
  ::kill(pid(), signal);
  return process_.wait(within);
}

}  // namespace hookctl::test
