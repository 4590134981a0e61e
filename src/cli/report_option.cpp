#include "cli/report_option.h"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>

#include "base/text.h"
#include "report/github.h"
#include "report/html.h"
#include "report/junit.h"
#include "report/markdown.h"

namespace hookctl::cli {
namespace {

struct Kind {
  std::string_view name;
  std::string (*make)(const report::Run&);
};

constexpr std::array kinds{Kind{"junit", report::junit}, Kind{"markdown", report::markdown},
                           Kind{"html", report::html}};
constexpr std::array<std::string_view, 3> kind_names{"junit", "markdown", "html"};

const Kind* find_kind(std::string_view name) {
  for (const auto& kind : kinds) {
    if (kind.name == name) return &kind;
  }
  return nullptr;
}

Error cannot_write(const std::string& path) {
  return {fmt::format("cannot write the report '{}': {}", escape_for_terminal(path), std::strerror(errno)),
          "name a file in a folder that is there and may be written to", Fault::environment};
}

}  // namespace

Result<void> Reports::add(std::string path, const char* mode, std::string (*make)(const report::Run&)) {
  std::unique_ptr<std::FILE, Close> file(std::fopen(path.c_str(), mode));
  if (!file) return cannot_write(path);
  files_.push_back({std::move(path), make, std::move(file)});
  return {};
}

Result<Reports> Reports::open(const Settings& settings, const Env& env) {
  Reports reports;
  for (const auto& text : settings.all("report")) {
    const auto equals = text.find('=');
    const auto* kind = find_kind(text.substr(0, equals));
    if (kind == nullptr) {
      return settings.blame("report", {fmt::format("unknown kind of report '{}'", text.substr(0, equals)),
                                       did_you_mean(text.substr(0, equals), kind_names)});
    }
    if (equals == text.npos || equals + 1 == text.size()) {
      return settings.blame("report", {"a report needs a file", fmt::format("write {}=FILE", kind->name)});
    }
    if (const auto added = reports.add(text.substr(equals + 1), "w", kind->make); !added) return added.error();
  }
  reports.on_github_ = env.variable("GITHUB_ACTIONS") == "true";
  const auto summary = env.variable("GITHUB_STEP_SUMMARY");
  if (!reports.on_github_ || !summary || summary->empty()) return reports;
  if (const auto added = reports.add(*summary, "a", report::markdown); !added) return added.error();
  return reports;
}

Result<void> Reports::write(const report::Run& run, Env& env) {
  if (on_github_) env.err.write(report::github_annotations(run));
  for (auto& each : files_) {
    const auto text = each.make(run);
    const bool whole = std::fwrite(text.data(), 1, text.size(), each.file.get()) == text.size();
    if (!whole || std::fflush(each.file.get()) != 0) return cannot_write(each.path);
  }
  return {};
}

}  // namespace hookctl::cli
