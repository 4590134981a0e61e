#include "inspector/stats.h"

#include <algorithm>
#include <map>

#include "base/time_text.h"
#include "base/units.h"

namespace hookctl::inspector {
namespace {

using report::Json;

/// One bar of the timeline.
struct Span {
  std::uint64_t good = 0;
  std::uint64_t failed = 0;
  std::uint64_t unattempted = 0;
  std::vector<double> latencies = {};
};

void count(Span& span, const capture::Capture& capture) {
  switch (capture.verdict.state) {
    case signature::State::verified:
    case signature::State::authenticated:
      ++span.good;
      break;
    case signature::State::failed:
      ++span.failed;
      break;
    case signature::State::unattempted:
      ++span.unattempted;
      break;
  }
  if (capture.response && capture.response->ms) span.latencies.push_back(*capture.response->ms);
}

/// The latency within which this share of the answers was given.
Json quantile(std::vector<double>& sorted, double share) {
  if (sorted.empty()) return nullptr;
  const auto last = static_cast<double>(sorted.size() - 1);
  return sorted[static_cast<std::size_t>(last * share + 0.5)];
}

Json span_json(Span& span) {
  std::sort(span.latencies.begin(), span.latencies.end());
  return {{"good", span.good},
          {"failed", span.failed},
          {"unattempted", span.unattempted},
          {"p50_ms", quantile(span.latencies, 0.5)},
          {"p99_ms", quantile(span.latencies, 0.99)}};
}

Json timeline_json(const std::deque<Row>& captures, std::size_t spans) {
  if (captures.empty()) return nullptr;
  const auto by_time = [](const Row& a, const Row& b) { return a.capture.at < b.capture.at; };
  const auto [first, last] = std::minmax_element(captures.begin(), captures.end(), by_time);
  const auto begin = first->capture.at;
  const auto whole = last->capture.at - begin;
  const auto width = std::max(Micros{1'000}, whole / static_cast<std::int64_t>(spans) + Micros{1});
  std::vector<Span> bars(static_cast<std::size_t>(whole / width) + 1);
  for (const auto& row : captures) count(bars[static_cast<std::size_t>((row.capture.at - begin) / width)], row.capture);
  Json timeline{{"from", to_rfc3339(begin)}, {"span_ms", in_millis(width)}};
  timeline["spans"] = Json::array();
  for (auto& bar : bars) timeline["spans"].push_back(span_json(bar));
  return timeline;
}

}  // namespace

Json stats_json(const Rows& rows, std::size_t spans) {
  std::map<std::string, std::uint64_t> providers, statuses, verdicts;
  std::uint64_t duplicates = 0;
  for (const auto& row : rows.captures()) {
    const auto& capture = row.capture;
    ++providers[capture.verdict.provider];
    ++verdicts[std::string(to_text(capture.verdict.state))];
    if (!capture.event) continue;
    if (!capture.event->status.empty()) ++statuses[capture.event->status];
    if (capture.event->duplicate_of) ++duplicates;
  }
  return {{"captures", rows.captures().size()},
          {"refused", rows.refused()},
          {"damaged", rows.damaged()},
          {"duplicates", duplicates},
          {"providers", providers},
          {"statuses", statuses},
          {"verdicts", verdicts},
          {"timeline", timeline_json(rows.captures(), spans)}};
}

}  // namespace hookctl::inspector
