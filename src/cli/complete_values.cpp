#include <fmt/format.h>

#include "capture/log_reader.h"
#include "cli/complete.h"
#include "provider/catalogue.h"

namespace hookctl::cli {
namespace {

std::vector<Candidate> provider_names() {
  std::vector<Candidate> found;
  for (const auto& row : provider::catalogue()) found.push_back({std::string(row.name), std::string(row.title)});
  return found;
}

std::vector<Candidate> captures_of(const std::string& file) {
  std::vector<Candidate> found;
  const auto log = capture::read_log(file);
  if (!log) return found;
  for (const auto& each : log->captures) {
    found.push_back(
        {fmt::format("{}#{}", file, each.seq), fmt::format("{} {}", each.request.method, each.request.target)});
  }
  return found;
}

}  // namespace

Suggestions known_suggestions() { return {.providers = provider_names, .captures = captures_of}; }

}  // namespace hookctl::cli
