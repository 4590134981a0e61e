#include "retry/timing.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.h"
#include "base/units.h"

namespace hookctl::retry {
namespace {

constexpr std::string_view exponential_word = "exponential:";
constexpr std::size_t most_retries = 10'000;

struct Exponential {
  std::optional<Millis> base = {};
  double factor = 2;
  std::optional<Millis> max = {};
  std::optional<Millis> window = {};
  double jitter = 0;
};

Result<void> set_duration(std::string_view text, std::optional<Millis>& target) {
  const auto duration = parse_duration(text);
  if (!duration) return duration.error();
  target = *duration;
  return {};
}

Result<void> set_number(std::string_view name, std::string_view text, double low, double high, double& target) {
  double value = 0;
  const auto* end = text.data() + text.size();
  const auto [read, problem] = std::from_chars(text.data(), end, value, std::chars_format::fixed);
  if (problem == std::errc{} && read == end && value >= low && value <= high) {
    target = value;
    return {};
  }
  return Error{fmt::format("cannot use '{}' as the {} of a schedule", escape_for_terminal(text), name),
               fmt::format("write a number from {} to {}", low, high)};
}

struct Part {
  std::string_view name;
  Result<void> (*set)(Exponential&, std::string_view value);
};

constexpr std::array parts{
    Part{"base", [](Exponential& to, std::string_view value) { return set_duration(value, to.base); }},
    Part{"factor",
         [](Exponential& to, std::string_view value) { return set_number("factor", value, 1, 1000, to.factor); }},
    Part{"max", [](Exponential& to, std::string_view value) { return set_duration(value, to.max); }},
    Part{"window", [](Exponential& to, std::string_view value) { return set_duration(value, to.window); }},
    Part{"jitter",
         [](Exponential& to, std::string_view value) { return set_number("jitter", value, 0, 0.99, to.jitter); }},
};

Result<void> read_part(Exponential& exponential, std::string_view text) {
  const auto equals = text.find('=');
  const auto name = trim(text.substr(0, equals));
  const auto part = std::find_if(parts.begin(), parts.end(), [&](const Part& each) { return each.name == name; });
  if (part != parts.end() && equals != text.npos) return part->set(exponential, trim(text.substr(equals + 1)));
  std::vector<std::string_view> known;
  for (const auto& each : parts) known.push_back(each.name);
  if (part != parts.end()) {
    return Error{fmt::format("'{}' of an exponential schedule has no value", name), fmt::format("write {}=…", name)};
  }
  return Error{fmt::format("unknown part '{}' of an exponential schedule", escape_for_terminal(name)),
               did_you_mean(name, known)};
}

/// Delays for as long as the earliest time of the next attempt is within the window.
Result<Timing> unfold(const Exponential& exponential, std::optional<std::size_t> retries) {
  if (!exponential.base) return Error{"an exponential schedule needs its first delay", "write exponential:base=10s"};
  if (!exponential.window && !retries) {
    return Error{"an exponential schedule needs an end", "add window=2h to it, or give --retries 5"};
  }
  Timing timing{.window = exponential.window, .jitter = exponential.jitter};
  const double cap = exponential.max ? static_cast<double>(exponential.max->count()) : 1e12;
  double delay = static_cast<double>(exponential.base->count());
  double earliest = 0;
  while (timing.delays.size() < retries.value_or(most_retries)) {
    delay = std::min(delay, cap);
    earliest += delay * (1 - exponential.jitter);
    if (exponential.window && earliest > static_cast<double>(exponential.window->count())) return timing;
    timing.delays.emplace_back(static_cast<Millis::rep>(delay + 0.5));
    delay *= exponential.factor;
  }
  if (retries) return timing;
  return Error{fmt::format("a schedule of more than {} attempts", most_retries), "choose a longer base or --retries"};
}

Result<Timing> parse_list(std::string_view text, std::optional<std::size_t> retries) {
  Timing timing;
  for (const auto part : split(text, ',')) {
    const auto delay = parse_duration(trim(part));
    if (!delay) {
      return Error{delay.error().message, "write delays, 1s,5s,30s, or exponential:base=10s,factor=2,window=2h"};
    }
    timing.delays.push_back(*delay);
  }
  if (!retries) return timing;
  auto counted = this_many(timing.delays, *retries);
  if (!counted) return counted.error();
  timing.delays = *std::move(counted);
  return timing;
}

/// `404` or `4xx`.
std::optional<StatusRange> status_range(std::string_view text) {
  const bool is_class = text.size() == 3 && text.ends_with("xx");
  const auto number = is_class ? parse_number(text.substr(0, 1), 1, 5) : parse_number(text, 100, 599);
  if (!number) return std::nullopt;
  const auto low = static_cast<int>(is_class ? *number * 100 : *number);
  return StatusRange{low, is_class ? low + 99 : low};
}

struct Reason {
  std::string_view word;
  NoAnswer without;
};

constexpr std::array reasons{Reason{"timeout", NoAnswer::timeout}, Reason{"refused", NoAnswer::refused},
                             Reason{"reset", NoAnswer::lost}};

}  // namespace

Result<std::vector<Millis>> this_many(std::span<const Millis> delays, std::size_t retries) {
  if (retries > most_retries) return Error{fmt::format("more than {} retries", most_retries)};
  if (delays.empty() && retries > 0) {
    return Error{"there are no delays to retry after", "give them: --schedule 1s,5s,30s"};
  }
  std::vector<Millis> counted(delays.begin(),
                              delays.begin() + static_cast<std::ptrdiff_t>(std::min(delays.size(), retries)));
  if (retries > 0) counted.resize(retries, counted.back());
  return counted;
}

Result<Timing> parse_timing(std::string_view text, std::optional<std::size_t> retries) {
  if (!text.starts_with(exponential_word)) return parse_list(text, retries);
  Exponential exponential;
  for (const auto part : split(text.substr(exponential_word.size()), ',')) {
    if (const auto read = read_part(exponential, part); !read) return read.error();
  }
  return unfold(exponential, retries);
}

Result<Triggers> parse_triggers(std::string_view text) {
  Triggers triggers;
  for (const auto part : split(text, ',')) {
    const auto word = trim(part);
    const auto reason =
        std::find_if(reasons.begin(), reasons.end(), [&](const Reason& each) { return each.word == word; });
    if (const auto range = status_range(word)) {
      triggers.answers.push_back(*range);
    } else if (reason != reasons.end()) {
      triggers.without.push_back(reason->without);
    } else {
      return Error{fmt::format("cannot read '{}' as a status or a reason", escape_for_terminal(word)),
                   "write 5xx, 429, timeout, refused or reset, joined by commas"};
    }
  }
  return triggers;
}

Result<std::vector<StatusRange>> parse_statuses(std::string_view text) {
  std::vector<StatusRange> statuses;
  for (const auto part : split(text, ',')) {
    const auto range = status_range(trim(part));
    if (!range) {
      return Error{fmt::format("cannot read '{}' as a status", escape_for_terminal(trim(part))), "write 410 or 4xx"};
    }
    statuses.push_back(*range);
  }
  return statuses;
}

}  // namespace hookctl::retry
