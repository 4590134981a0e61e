#include "report/html.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/time_text.h"
#include "base/units.h"
#include "report/markup.h"

namespace hookctl::report {
namespace {

using flow::Attempt;

constexpr std::string_view head = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{0}</title>
<style>
body {{ font: 14px/1.5 system-ui, sans-serif; margin: 2rem; color: #1b1f24; background: #fff }}
table {{ border-collapse: collapse; width: 100% }}
th, td {{ text-align: left; vertical-align: top; padding: .25rem .6rem; border-bottom: 1px solid #d8dee4 }}
td.time {{ width: 35%; min-width: 10rem }}
.bar {{ height: .9rem; margin-top: .3rem; min-width: 2px; background: #57606a }}
.ok .bar {{ background: #1a7f37 }} .ok b {{ color: #1a7f37 }}
.failed .bar {{ background: #cf222e }} .failed b {{ color: #cf222e }}
.unknown .bar {{ background: #9a6700 }} .unknown b {{ color: #9a6700 }}
pre {{ white-space: pre-wrap; overflow-wrap: anywhere; background: #f6f8fa; padding: .5rem; margin: .3rem 0 }}
@media (prefers-color-scheme: dark) {{
body {{ color: #e6edf3; background: #0d1117 }} th, td {{ border-color: #30363d }} pre {{ background: #161b22 }}
}}
</style>
</head>
<body>
<h1>{0}</h1>
<p>{1}</p>
)";

std::string_view word_of(Judgement judgement) {
  switch (judgement) {
    case Judgement::passed:
      return "ok";
    case Judgement::failed:
      return "failed";
    case Judgement::unknown:
      return "unknown";
    case Judgement::informational:
      return "info";
  }
  return "";
}

double percent(Micros part, Micros whole) {
  return whole == Micros{0} ? 0 : 100.0 * static_cast<double>(part.count()) / static_cast<double>(whole.count());
}

std::string bar(const Attempt& attempt, Micros whole) {
  return fmt::format(
      "<div class=\"bar\" style=\"margin-left:{:.2f}%;width:{:.2f}%\" title=\"{} after the first, took {}\"></div>",
      percent(attempt.since_first, whole), percent(attempt.took, whole), hookctl::to_text(attempt.since_first),
      hookctl::to_text(attempt.took));
}

std::string remarks(const Attempt& attempt) {
  auto text = markup(reason_of(attempt));
  if (!attempt.warning.empty()) text += fmt::format("{}{}", text.empty() ? "" : "; ", markup(attempt.warning));
  if (!attempt.answer.empty() && judgement_of(attempt) == Judgement::failed) {
    text += fmt::format("<details><summary>the answer</summary><pre>{}</pre></details>", markup_lines(attempt.answer));
  }
  return text;
}

std::string row(const Attempt& attempt, Micros whole) {
  const auto word = word_of(judgement_of(attempt));
  return fmt::format(
      "<tr class=\"{0}\"><td><b>{0}</b></td><td>{1}</td><td>{2}</td><td>{3}</td><td>{4}</td>"
      "<td class=\"time\">{5}</td><td>{6}</td></tr>\n",
      word, markup(name_of(attempt)), markup(place_of(attempt)), attempt.status ? std::to_string(*attempt.status) : "–",
      hookctl::to_text(attempt.took), bar(attempt, whole), remarks(attempt));
}

}  // namespace

std::string html(const Run& run) {
  auto text = fmt::format(head, markup(run.title), markup(count_text(run)));
  if (!run.remark.empty()) text += fmt::format("<p><b>{}</b></p>\n", markup(run.remark));
  for (const auto& flaw : run.flaws) text += fmt::format("<p><b>{}</b></p>\n", markup(flaw.says));
  if (!run.attempts.empty()) {
    text += fmt::format("<p>began {}</p>\n<table>\n", to_rfc3339(run.attempts.front().at));
    text +=
        "<tr><th></th><th>capture</th><th>sent to</th><th>answer</th><th>took</th><th>timeline</th><th></th></tr>\n";
    const auto whole = span_of(run.attempts);
    for (const auto& attempt : run.attempts) text += row(attempt, whole);
    text += "</table>\n";
  }
  if (!run.skipped.empty()) text += "<h2>Not applicable</h2>\n<ul>\n";
  for (const auto& skipped : run.skipped) {
    text +=
        fmt::format("<li>{} {}: {}</li>\n", markup(skipped.capture), markup(skipped.forgery), markup(skipped.reason));
  }
  if (!run.skipped.empty()) text += "</ul>\n";
  return text + "</body>\n</html>\n";
}

}  // namespace hookctl::report
