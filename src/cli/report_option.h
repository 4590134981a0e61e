#pragma once

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/env.h"
#include "cli/option.h"
#include "cli/settings.h"
#include "report/run.h"

namespace hookctl::cli {

inline constexpr Option report_option{.name = "report",
                                      .placeholder = "KIND=FILE",
                                      .help = "also write a report: junit=FILE, markdown=FILE or html=FILE",
                                      .repeat = Repeat::many};

/// The reports a run was asked for, on GitHub Actions the job's summary and annotations with them.
class Reports {
 public:
  /// Opens the files before anything is sent. Fails on an unknown kind and on a file that cannot be written.
  static Result<Reports> open(const Settings& settings, const Env& env);

  /// Whether anybody wants to know of every attempt.
  bool wanted() const { return !files_.empty() || on_github_; }

  /// Writes them all; annotations go to stderr.
  Result<void> write(const report::Run& run, Env& env);

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  struct Opened {
    std::string path;
    std::string (*make)(const report::Run&);
    std::unique_ptr<std::FILE, Close> file;
  };

  Result<void> add(std::string path, const char* mode, std::string (*make)(const report::Run&));

  std::vector<Opened> files_ = {};
  bool on_github_ = false;
};

}  // namespace hookctl::cli
