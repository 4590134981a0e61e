#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "cli/env.h"
#include "cli/progress.h"
#include "cli/report_option.h"
#include "cli/settings.h"
#include "flow/idempotency.h"
#include "flow/replay.h"
#include "report/attempts.h"
#include "report/ink.h"

namespace hookctl::cli {

/// Tells of a replay on stdout while it runs, and in its reports when it has ended. What becomes known together is
/// written together.
class ReplayOutput {
 public:
  ReplayOutput(Env& env, const Settings& settings, Reports reports);

  /// Refers to this object.
  flow::ReplayObserver observer();

  /// Tells of a case of a suite that begins.
  void begin(const flow::RepeatCase& each);
  void tell(const flow::Probed& probed);

  /// Prints the flaws and the summary, and writes the reports.
  Result<void> end(const flow::ReplaySummary& summary);

 private:
  void tell(const flow::Attempt& attempt);
  void tell(const flow::Skipped& skipped);
  void write_lines();

  Env& env_;
  Reports reports_;
  Progress progress_;
  bool json_;
  report::Colour colour_;
  std::string lines_;      // to be written
  std::size_t ended_ = 0;  // attempts among them
  std::string told_url_;
  report::Columns columns_;
  std::vector<flow::Attempt> attempts_;
  std::vector<flow::Attempt> wrong_;  // of forgeries and suites
  std::vector<flow::Probed> probed_;
  std::vector<flow::Skipped> skipped_;
};

}  // namespace hookctl::cli
