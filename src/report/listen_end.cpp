#include "report/listen_end.h"

#include <fmt/format.h>

#include <array>

#include "base/text.h"
#include "base/units.h"
#include "report/json_line.h"

namespace hookctl::report {
namespace {

std::string_view word_of(flow::EndReason reason) {
  constexpr std::array<std::string_view, 6> words{"count", "until", "expect", "timeout", "signal", "unheard"};
  return words[static_cast<std::size_t>(reason)];
}

std::string_view sender_of(const std::string& provider) {
  return provider.empty() ? std::string_view("unknown") : std::string_view(provider);
}

struct Column {
  std::string_view name;
  std::uint64_t flow::Counts::*count;
};

constexpr std::array columns{
    Column{"received", &flow::Counts::received},
    Column{"verified", &flow::Counts::verified},
    Column{"failed", &flow::Counts::failed},
    Column{"duplicates", &flow::Counts::duplicates},
};

std::string counts_text(const flow::Counts& counts) {
  std::string text;
  for (const auto& [name, count] : columns) {
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", name, counts.*count);
  }
  return text;
}

Json counts_json(const flow::Counts& counts) {
  Json object = Json::object();
  for (const auto& [name, count] : columns) object[std::string(name)] = counts.*count;
  return object;
}

}  // namespace

std::string end_text(const flow::ListenSummary& summary) {
  const auto& tally = summary.tally;
  auto text = fmt::format("end  {}  {}, refused {}", word_of(summary.reason), counts_text(tally.all), tally.refused);
  if (tally.latencies.count() > 0) {
    text +=
        fmt::format("; answered within {} (p50), {} (p99), {} (max)", hookctl::to_text(tally.latencies.quantile(0.5)),
                    hookctl::to_text(tally.latencies.quantile(0.99)), hookctl::to_text(tally.latencies.max()));
  }
  text += "\n";
  if (tally.by_provider.size() > 1) {
    for (const auto& [provider, counts] : tally.by_provider) {
      text += fmt::format("     {}: {}\n", sender_of(provider), counts_text(counts));
    }
  }
  for (const auto& id : summary.missing) text += fmt::format("missing  {}\n", escape_for_terminal(id));
  return text;
}

std::string end_json(const flow::ListenSummary& summary) {
  const auto& tally = summary.tally;
  auto object = object_of("end");
  object["reason"] = word_of(summary.reason);
  object.update(counts_json(tally.all));
  auto by_provider = Json::object();
  for (const auto& [provider, counts] : tally.by_provider) {
    by_provider[std::string(sender_of(provider))] = counts_json(counts);
  }
  object.update(Json{{"refused", tally.refused},
                     {"p50_ms", in_millis(tally.latencies.quantile(0.5))},
                     {"p99_ms", in_millis(tally.latencies.quantile(0.99))},
                     {"max_ms", in_millis(tally.latencies.max())},
                     {"providers", std::move(by_provider)},
                     {"missing", summary.missing}});
  return line_of(object);
}

std::string metrics_text(const flow::Tally& tally) {
  std::string text;
  for (const auto& [name, count] : columns) {
    text += fmt::format("# TYPE hookctl_deliveries_{}_total counter\n", name);
    for (const auto& [provider, counts] : tally.by_provider) {
      text +=
          fmt::format("hookctl_deliveries_{}_total{{provider=\"{}\"}} {}\n", name, sender_of(provider), counts.*count);
    }
  }
  const auto& latencies = tally.latencies;
  text +=
      fmt::format("# TYPE hookctl_requests_refused_total counter\nhookctl_requests_refused_total {}\n", tally.refused);
  text += "# TYPE hookctl_answer_seconds summary\n";
  for (const double share : {0.5, 0.99, 1.0}) {
    text += fmt::format("hookctl_answer_seconds{{quantile=\"{}\"}} {}\n", share,
                        in_seconds(share < 1 ? latencies.quantile(share) : latencies.max()));
  }
  text += fmt::format("hookctl_answer_seconds_sum {}\nhookctl_answer_seconds_count {}\n", in_seconds(latencies.sum()),
                      latencies.count());
  return text;
}

}  // namespace hookctl::report
