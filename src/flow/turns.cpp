#include "flow/turns.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <random>
#include <utility>

#include "base/text.h"
#include "base/units.h"

namespace hookctl::flow {
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

Turns::Turns(const Recordings& recordings, const ReplayOptions& options)
    : recordings_(recordings),
      options_(options),
      size_(recordings.size() *
            (options.forgeries.empty() ? options.pace.rounds * options.pace.copies : options.forgeries.size() + 2)) {
  if (options.pace.shuffle_seed && options.forgeries.empty()) shuffle(*options.pace.shuffle_seed);
}

/// Shuffles alike on every machine, which `std::shuffle` does not promise.
void Turns::shuffle(std::uint64_t seed) {
  drawn_.resize(size_);
  for (std::size_t i = 0; i < size_; ++i) drawn_[i].place = static_cast<std::uint32_t>(i);
  std::mt19937_64 random(seed);
  for (auto i = size_; i > 1; --i) std::swap(drawn_[i - 1], drawn_[random() % i]);
  std::vector<int> sent(recordings_.size());
  for (auto& drawn : drawn_) drawn.number = ++sent[plain(drawn.place).recording];
}

Turn Turns::operator[](std::size_t index) const {
  if (!options_.forgeries.empty()) return forged(index);
  auto turn = plain(drawn_.empty() ? index : drawn_[index].place);
  if (!drawn_.empty()) turn.number = drawn_[index].number;
  if (const auto& rate = options_.pace.rate) {
    turn.due = rate->span * static_cast<std::int64_t>(index) / static_cast<std::int64_t>(rate->count);
  }
  return turn;
}

Turn Turns::forged(std::size_t index) const {
  const auto each = options_.forgeries.size() + 2;
  const auto within = index % each;
  const bool is_control = within == 0 || within == each - 1;
  return {index / each, is_control ? &forge::control() : options_.forgeries[within - 1]};
}

/// The turn at a place of the order that nobody shuffled.
Turn Turns::plain(std::size_t place) const {
  const auto copies = options_.pace.copies;
  const auto round_size = recordings_.size() * copies;
  const auto recording = place % round_size / copies;
  const auto round = place / round_size;
  const auto number = round * copies + place % copies + 1;
  return {recording, nullptr, static_cast<int>(number),
          options_.pace.as_recorded ? due_as_recorded(recording, round) : Micros{0}};
}

/// Each round starts as long after the one before as that one spans.
Micros Turns::due_as_recorded(std::size_t recording, std::size_t round) const {
  const auto first = recordings_.at(0);
  const auto span = recordings_.at(recordings_.size() - 1) - first;
  return std::max<Micros>(recordings_.at(recording) - first, Micros{0}) + span * static_cast<std::int64_t>(round);
}

}  // namespace hookctl::flow
