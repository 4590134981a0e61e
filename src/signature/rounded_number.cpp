#include "signature/rounded_number.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/json.h"

namespace hookctl::signature {
namespace {

constexpr double first_inexact = 9'007'199'254'740'992;        // 2^53
constexpr double last_worth_trying = 576'460'752'303'423'488;  // 2^59: from here on more than 64 numbers are the same
constexpr std::size_t most_numbers = 8;

constexpr std::string_view advice =
    "A parser with doubles rounded a number beyond 2^53 and wrote it back; verify over the raw bytes, and read such "
    "ids as text";

void collect_numbers(const json::Token& token, std::vector<ByteView>& numbers) {
  if (token.kind == json::Kind::number) numbers.push_back(token.raw);
  for (const auto& inner : json::find_all(token, "/*")) collect_numbers(inner, numbers);
}

/// The number as a double, where that is of a size at which others round to it.
std::optional<double> rounded(ByteView number) {
  double value = 0;
  const auto [end, problem] = std::from_chars(number.data(), number.data() + number.size(), value);
  const auto size = std::abs(value);
  if (problem != std::errc{} || size < first_inexact || size >= last_worth_trying) return std::nullopt;
  return value;
}

/// The whole numbers that round to the same double, the double itself first, then those next to it.
std::vector<std::int64_t> rounding_to(double value) {
  const auto centre = static_cast<std::int64_t>(value);
  const auto reach = std::int64_t{1} << (std::ilogb(value) - 53);
  std::vector<std::int64_t> found{centre};
  for (std::int64_t off = 1; off <= reach; ++off) {
    for (const auto near : {centre + off, centre - off}) {
      if (static_cast<double>(near) == value) found.push_back(near);
    }
  }
  return found;
}

}  // namespace

void each_unrounded_form(ByteView body, const std::function<bool(Form<Bytes>)>& visit) {
  const auto root = json::parse(body);
  if (!root) return;
  std::vector<ByteView> numbers;
  collect_numbers(*root, numbers);
  std::erase_if(numbers, [](ByteView number) { return !rounded(number); });
  for (const auto number : std::span(numbers).first(std::min(numbers.size(), most_numbers))) {
    const auto at = static_cast<std::size_t>(number.data() - body.data());
    for (const auto whole : rounding_to(*rounded(number))) {
      const auto text = std::to_string(whole);
      if (text == number) continue;
      const auto old = std::mismatch(number.begin(), number.end(), text.begin(), text.end()).first;
      Change change{Class::body, fmt::format("number {} put back to {}", number, text), std::string(advice), 1, 2};
      change.difference = at + static_cast<std::size_t>(old - number.begin());
      if (!visit({std::move(change), Bytes(body).replace(at, number.size(), text)})) return;
    }
  }
}

}  // namespace hookctl::signature
