#pragma once

#include <map>
#include <vector>

#include "base/result.h"
#include "cli/env.h"
#include "cli/progress.h"
#include "cli/report_option.h"
#include "cli/settings.h"
#include "flow/simulate.h"
#include "report/simulated.h"

namespace hookctl::cli {

/// The exit code of deliveries; says it where nobody listened.
Exit exit_of_deliveries(Env& env, const Settings& settings, const flow::SimulateSummary& summary);

/// Tells of a simulation on stdout while it runs, and in its reports when it has ended.
class SimulateOutput {
 public:
  SimulateOutput(Env& env, const Settings& settings, const flow::SimulateOptions& options, Reports reports);

  /// Refers to this object.
  flow::SimulateObserver observer();

  /// Prints the summary and writes the reports.
  Result<void> end(const flow::SimulateSummary& summary);

 private:
  void tell(std::size_t delivery, const flow::Attempt& attempt);
  void tell(std::size_t delivery, const flow::DeliveryEnd& end);
  flow::DeliveryEnd without_the_obvious(flow::DeliveryEnd end) const;

  Env& env_;
  const flow::SimulateOptions& options_;
  Reports reports_;
  Progress progress_;
  bool json_;
  report::Colour colour_;
  report::SimulatedColumns columns_;
  std::map<std::size_t, std::vector<flow::Attempt>> open_;  // by delivery, for the reports
  std::vector<flow::Attempt> judged_;
  flow::DeliveryEnd last_;
};

}  // namespace hookctl::cli
