#pragma once

#include <string>

#include "flow/hybrid.h"

namespace hookctl::report {

enum class Form { text, json };

/// The job that lines are about, and how they are written.
struct JobWords {
  std::string id;
  Form form = Form::text;
};

/// Where the job is submitted and asked for: `ready    POST http://127.0.0.1:9000/ submits, …`.
std::string ready_line(const JobWords& job, const std::string& submit_url, const std::string& status_url);
std::string submitted_line(const JobWords& job, Micros at);
/// What an app was told that asked for the job.
std::string asked_line(const JobWords& job, flow::JobState state, Micros at);
/// What the app did, and what it did not.
std::string job_end_line(const JobWords& job, const flow::HybridSummary& summary);

}  // namespace hookctl::report
