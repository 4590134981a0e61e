#include "flow/probe.h"

#include <fmt/format.h>

#include <charconv>

#include "base/json.h"
#include "base/text.h"

namespace hookctl::flow {
namespace {

constexpr Millis between_counts{100};
constexpr Millis patience{5'000};
constexpr std::size_t shown_output = 60;

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  return problem == std::errc{} && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

std::string_view without_space(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

}  // namespace

Result<ProbeDelta> parse_probe_delta(std::string_view text) {
  const auto equals = text.starts_with('/') ? text.rfind('=') : text.npos;
  const auto count = whole_number(equals == text.npos ? text : text.substr(equals + 1));
  if (!count) {
    return Error{fmt::format("cannot read '{}' as an expected difference", text),
                 "write a number, 1, or the place of the count in JSON and a number, /orders/total=1"};
  }
  return ProbeDelta{std::string(equals == text.npos ? "" : text.substr(0, equals)), *count};
}

Result<std::int64_t> count_in(ByteView output, const std::string& pointer) {
  const auto text = without_space(output);
  const auto shown = escape_for_terminal(text.substr(0, shown_output));
  if (pointer.empty()) {
    if (const auto number = whole_number(text)) return *number;
    return Error{fmt::format("the probe printed '{}', which is no whole number", shown),
                 "print a number, or JSON, and name the place: --expect-probe-delta /orders/total=1"};
  }
  const auto root = json::parse(text);
  if (!root) return Error{fmt::format("the probe printed '{}', which is not JSON", shown)};
  const auto found = json::find(*root, pointer);
  if (const auto number = found ? whole_number(json::text_of(*found)) : std::nullopt) return *number;
  return Error{fmt::format("the probe printed no whole number at {}: '{}'", pointer, shown)};
}

Result<Probed> probed_after(const Probe& probe, Probed begun, Clock& clock, const std::stop_token& stop) {
  clock.wait(probe.settle, stop);
  for (Micros waited{0};; waited += between_counts) {
    const auto count = probe.count();
    if (!count) return count.error();
    begun.after = *count;
    const bool may_come = begun.expected && begun.delta() < *begun.expected && waited < patience;
    if (!may_come || clock.wait(between_counts, stop) == Wake::stopped) return begun;
  }
}

std::string objection_to(const Probed& probed) {
  if (probed.ok()) return {};
  const auto times = [](std::int64_t count) { return count == 1 ? "once" : fmt::format("{} times", count); };
  return fmt::format("the side effect happened {}, {} expected", times(probed.delta()), times(*probed.expected));
}

}  // namespace hookctl::flow
