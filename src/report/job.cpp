#include "report/job.h"

#include <fmt/format.h>

#include "base/text.h"
#include "base/units.h"
#include "report/json_line.h"

namespace hookctl::report {
std::string ready_line(const JobWords& job, const std::string& submit_url, const std::string& status_url) {
  if (job.form == Form::text) {
    return fmt::format("ready      submit: POST {}\n           ask: GET {}\n", submit_url,
                       escape_for_terminal(status_url));
  }
  auto object = object_of("ready");
  object.update(Json{{"capture", job.id}, {"submit_url", submit_url}, {"status_url", status_url}});
  return line_of(object);
}

std::string submitted_line(const JobWords& job, Micros at) {
  if (job.form == Form::text) return fmt::format("submitted  at {}\n", hookctl::to_text(at));
  auto object = object_of("submitted");
  object.update(Json{{"capture", job.id}, {"ms", in_millis(at)}});
  return line_of(object);
}

std::string asked_line(const JobWords& job, flow::JobState state, Micros at) {
  if (job.form == Form::text) return fmt::format("asked      at {}: {}\n", hookctl::to_text(at), to_text(state));
  auto object = object_of("asked");
  object.update(Json{{"capture", job.id}, {"ms", in_millis(at)}, {"state", to_text(state)}});
  return line_of(object);
}

std::string job_end_line(const JobWords& job, const flow::HybridSummary& summary) {
  if (job.form == Form::json) {
    auto object = object_of("job");
    object.update(Json{{"capture", job.id},
                       {"polls", summary.polls},
                       {"saw_end", summary.saw_end},
                       {"webhook", summary.delivery.has_value()},
                       {"note", or_null(summary.objection)}});
    return line_of(object);
  }
  auto text = fmt::format("job        asked for {} time{}, {}{}\n", summary.polls, summary.polls == 1 ? "" : "s",
                          summary.saw_end ? "also after its end" : "never after its end",
                          summary.stopped    ? "; stopped"
                          : summary.delivery ? ""
                                             : "; no webhook was sent");
  if (!summary.objection.empty()) text += fmt::format("FAILED  {}\n", summary.objection);
  return text;
}

}  // namespace hookctl::report
