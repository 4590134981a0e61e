#include "flow/turns.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <random>

#include "base/text.h"
#include "base/units.h"

namespace hookctl::flow {
namespace {

std::vector<Turn> forged_turns(std::span<const Recorded> captures, const ReplayOptions& options) {
  std::vector<Turn> turns;
  for (const auto& recorded : captures) {
    turns.push_back({&recorded, &forge::control()});
    for (const auto* forgery : options.forgeries) turns.push_back({&recorded, forgery});
    turns.push_back({&recorded, &forge::control()});
  }
  return turns;
}

/// Each round starts as long after the one before as that one spans.
void pace_as_recorded(std::vector<Turn>& turns, std::size_t round_size) {
  if (turns.empty()) return;
  const auto first = turns.front().recorded->capture.at;
  const auto span = turns[round_size - 1].recorded->capture.at - first;
  for (std::size_t i = 0; i < turns.size(); ++i) {
    const auto within = std::max(turns[i].recorded->capture.at - first, Micros{0});
    turns[i].due = within + span * static_cast<std::int64_t>(i / round_size);
  }
}

/// Shuffles alike on every machine, which `std::shuffle` does not promise.
void shuffle(std::vector<Turn>& turns, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  for (auto i = turns.size(); i > 1; --i) std::swap(turns[i - 1], turns[random() % i]);
}

void number_each(std::vector<Turn>& turns) {
  std::map<const Recorded*, int> sent;
  for (auto& turn : turns) turn.number = turn.recorded->earlier + ++sent[turn.recorded];
}

}  // namespace

Result<Rate> parse_rate(std::string_view text) {
  struct Unit {
    std::string_view name;
    Micros span;
  };
  constexpr std::array units{Unit{"s", std::chrono::seconds(1)}, Unit{"m", std::chrono::minutes(1)},
                             Unit{"h", std::chrono::hours(1)}};
  const auto slash = text.find('/');
  const auto count = parse_number(text.substr(0, slash), 1, 1'000'000);
  if (slash != text.npos && count) {
    for (const auto& unit : units) {
      if (text.substr(slash + 1) == unit.name) return Rate{*count, unit.span};
    }
  }
  return Error{fmt::format("cannot read '{}' as a rate", text), "write 10/s, 600/m or 5/h"};
}

std::vector<Turn> turns_of(std::span<const Recorded> captures, const ReplayOptions& options) {
  if (!options.forgeries.empty()) return forged_turns(captures, options);
  const auto& pace = options.pace;
  std::vector<Turn> turns;
  turns.reserve(captures.size() * pace.rounds * pace.copies);
  for (std::uint64_t round = 0; round < pace.rounds; ++round) {
    for (const auto& recorded : captures) turns.insert(turns.end(), pace.copies, Turn{&recorded});
  }
  if (pace.as_recorded) pace_as_recorded(turns, captures.size() * pace.copies);
  if (pace.shuffle_seed) shuffle(turns, *pace.shuffle_seed);
  if (pace.rate) {
    for (std::size_t i = 0; i < turns.size(); ++i) {
      turns[i].due = pace.rate->span * static_cast<std::int64_t>(i) / static_cast<std::int64_t>(pace.rate->count);
    }
  }
  number_each(turns);
  return turns;
}

}  // namespace hookctl::flow
