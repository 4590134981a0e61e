#include "report/plan.h"

#include <fmt/format.h>

#include <array>
#include <string_view>

#include "base/text.h"
#include "base/units.h"
#include "flow/plan.h"
#include "report/json_line.h"

namespace hookctl::report {
namespace {

using retry::Schedule;

std::int64_t whole_millis(Micros duration) { return std::chrono::duration_cast<Millis>(duration).count(); }

/// A figure of a schedule: whether it has it, and whether the provider's page does.
struct Figure {
  std::string_view name;
  bool (*is_there)(const Schedule&);
  bool (*is_published)(const Schedule&);
};

constexpr std::array figures{
    Figure{"number of attempts", [](const Schedule&) { return true; },
           [](const Schedule& schedule) { return schedule.published.count; }},
    Figure{"delays", [](const Schedule& schedule) { return !schedule.delays.empty(); },
           [](const Schedule& schedule) { return schedule.published.delays; }},
    Figure{"time to answer", [](const Schedule&) { return true; },
           [](const Schedule& schedule) { return schedule.published.timeout; }},
    Figure{"window", [](const Schedule& schedule) { return schedule.window.has_value(); },
           [](const Schedule& schedule) { return schedule.published.window; }},
    Figure{"jitter", [](const Schedule& schedule) { return schedule.jitter > 0; },
           [](const Schedule& schedule) { return schedule.published.jitter; }},
};

std::string line(std::string_view name, std::string_view value) {
  return value.empty() ? std::string() : fmt::format("{:<11} {}\n", name, escape_for_terminal(value));
}

/// The figures that are published, or those that are not.
template <typename Wanted>
std::string names_of(const Schedule& schedule, Wanted wanted) {
  std::string names;
  for (const auto& figure : figures) {
    if (!figure.is_there(schedule) || !wanted(figure)) continue;
    names += fmt::format("{}{}", names.empty() ? "" : ", ", figure.name);
  }
  return names;
}

std::string reasons_text(const retry::RetryOn& rule) {
  constexpr std::array<std::string_view, 3> words{"timeout", "refused", "reset"};
  auto text = retry::to_text(rule.answers, ", ");
  for (const auto each : rule.without) {
    text += fmt::format("{}{}", text.empty() ? "" : ", ", words[static_cast<std::size_t>(each)]);
  }
  return text;
}

std::string rules_text(const provider::Provider& provider, const Schedule& schedule) {
  auto text = line("delivered", retry::success_text(schedule));
  if (schedule.window) text += line("window", fmt::format("{} from the first attempt", to_text(*schedule.window)));
  if (schedule.jitter > 0) text += line("jitter", fmt::format("±{:.0f} % of each delay", schedule.jitter * 100));
  text += line("never again", retry::to_text(schedule.permanent, ", "));
  if (schedule.retry_on) text += line("again after", reasons_text(*schedule.retry_on));
  for (const auto& [answer, meaning] : provider.special) text += line(answer, meaning);
  return text + line("in the end", provider.gives_up);
}

}  // namespace

std::string plan_text(const provider::Provider& provider, const Schedule& schedule) {
  const auto planned = flow::plan(schedule);
  const bool is_own = schedule.source.starts_with("--");
  auto text = fmt::format("{}: {} attempt{}, {}\n", provider.name, planned.size(), planned.size() == 1 ? "" : "s",
                          is_own ? "yours" : fmt::format("documented: {}", to_text(schedule.documented)));
  for (const auto& each : planned) {
    text += fmt::format("attempt {:<2}  at {:>10}  (+{}), at most {} to answer\n", each.number,
                        hookctl::to_text(each.at), hookctl::to_text(each.delay),
                        hookctl::to_text(retry::time_limit(schedule, static_cast<std::size_t>(each.number - 1))));
  }
  text += rules_text(provider, schedule);
  text += line("documented", names_of(schedule, [&](const Figure& each) { return each.is_published(schedule); }));
  if (is_own) return text + line("source", schedule.source);
  text += line("assumed", names_of(schedule, [&](const Figure& each) { return !each.is_published(schedule); }));
  return text + line("note", schedule.note) + line("source", schedule.source);
}

std::string plan_json(const Schedule& schedule) {
  std::string text;
  for (const auto& each : flow::plan(schedule)) {
    const auto made = static_cast<std::size_t>(each.number - 1);
    auto object = object_of("attempt");
    object.update(Json{{"attempt", each.number},
                       {"at_ms", whole_millis(each.at)},
                       {"delay_ms", whole_millis(each.delay)},
                       {"delay_documented", made == 0 || schedule.published.delays},
                       {"timeout_ms", retry::time_limit(schedule, made).count()},
                       {"timeout_documented", schedule.published.timeout},
                       {"documented", to_text(schedule.documented)},
                       {"source", or_null(schedule.source)},
                       {"note", or_null(schedule.note)}});
    text += line_of(object);
  }
  return text;
}

}  // namespace hookctl::report
