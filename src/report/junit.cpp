#include "report/junit.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/time_text.h"
#include "base/units.h"
#include "capture/fixture.h"
#include "report/markup.h"

namespace hookctl::report {
namespace {

using flow::Attempt;

/// Without fraction and zone, as the schema wants it.
std::string start_text(Instant at) { return to_rfc3339(at).substr(0, 19); }

std::string finding(std::string_view element, const Attempt& attempt, std::string_view type) {
  const auto reason = reason_of(attempt);
  auto details = reason;
  if (!attempt.url.empty()) {
    details += fmt::format("\nsent to {}\nexpected {}, answered {}", place_of(attempt), attempt.expected,
                           attempt.status ? std::to_string(*attempt.status) : "nothing");
  }
  if (!attempt.answer.empty()) details += "\n\n" + attempt.answer;
  return fmt::format("      <{0} message=\"{1}\" type=\"{2}\">{3}</{0}>\n", element, markup(reason), type,
                     markup_lines(details));
}

std::string body_of(const Attempt& attempt) {
  switch (judgement_of(attempt)) {
    case Judgement::failed:
      if (attempt.url.empty()) return finding("failure", attempt, "side effect");
      return finding("failure", attempt, attempt.status ? "expectation" : "unreachable");
    case Judgement::unknown:
      return finding("error", attempt, "unknown");
    case Judgement::passed:
    case Judgement::informational:
      break;
  }
  if (attempt.warning.empty()) return {};
  return fmt::format("      <system-out>{}</system-out>\n", markup("warning: " + attempt.warning));
}

std::string case_of(const std::string& suite, const Attempt& attempt) {
  const auto start = fmt::format("    <testcase classname=\"{}\" name=\"{}\" time=\"{:.6f}\"", markup(suite),
                                 markup(name_of(attempt)), in_seconds(attempt.took));
  const auto body = body_of(attempt);
  return body.empty() ? start + "/>\n" : fmt::format("{}>\n{}    </testcase>\n", start, body);
}

/// The log; of a fixture its folder.
std::string suite_name(const Attempt& attempt) {
  const auto& file = attempt.file;
  if (file.empty()) return "hookctl";
  if (!file.ends_with(capture::fixture_suffix)) return file;
  const auto slash = file.rfind('/');
  return slash == file.npos ? "." : file.substr(0, slash);
}

/// Without the number of those that were skipped, which Jenkins' schema allows a suite and not all of them together.
std::string attributes(const Count& count, std::size_t skipped, Micros took) {
  const auto tests = count.passed + count.failed + count.unknown + count.informational + skipped;
  return fmt::format("tests=\"{}\" failures=\"{}\" errors=\"{}\" time=\"{:.6f}\"", tests, count.failed, count.unknown,
                     in_seconds(took));
}

std::string suite(const std::string& name, std::span<const Attempt> attempts) {
  auto text = fmt::format("  <testsuite name=\"{}\" {} skipped=\"0\" timestamp=\"{}\">\n", markup(name),
                          attributes(count_of(attempts), 0, span_of(attempts) - attempts.front().since_first),
                          start_text(attempts.front().at));
  for (const auto& attempt : attempts) text += case_of(name, attempt);
  return text + "  </testsuite>\n";
}

/// What did not apply has a suite of its own: it was never sent, so it has no time.
std::string skipped_suite(const Run& run) {
  if (run.skipped.empty()) return {};
  auto text = fmt::format("  <testsuite name=\"not applicable\" {} skipped=\"{}\">\n",
                          attributes({}, run.skipped.size(), Micros{0}), run.skipped.size());
  for (const auto& skipped : run.skipped) {
    text += fmt::format(
        "    <testcase classname=\"not applicable\" name=\"{}\" time=\"0\">\n"
        "      <skipped message=\"{}\"/>\n    </testcase>\n",
        markup(skipped.capture + " " + skipped.forgery), markup(skipped.reason));
  }
  return text + "  </testsuite>\n";
}

}  // namespace

std::string junit(const Run& run) {
  std::vector<Attempt> attempts(run.attempts.begin(), run.attempts.end());
  std::stable_sort(attempts.begin(), attempts.end(),
                   [](const Attempt& left, const Attempt& right) { return suite_name(left) < suite_name(right); });
  auto text =
      fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"{}\" {}>\n", markup(run.title),
                  attributes(count_of(run.attempts), run.skipped.size(), span_of(run.attempts)));
  for (auto first = attempts.begin(); first != attempts.end();) {
    const auto name = suite_name(*first);
    const auto end = std::find_if(first, attempts.end(), [&](const Attempt& each) { return suite_name(each) != name; });
    text += suite(name, {first, end});
    first = end;
  }
  return text + skipped_suite(run) + "</testsuites>\n";
}

}  // namespace hookctl::report
