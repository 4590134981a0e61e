#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "signature/scheme.h"

namespace hookctl::signature {

/// How a value of a scheme is called where people write schemes.
template <typename Value>
struct Word {
  std::string_view word;
  Value value;
};

inline constexpr std::array encoding_words{Word{"hex", Encoding::hex}, Word{"base64", Encoding::base64}};
inline constexpr std::array key_words{
    Word{"text", KeyRule::text},
    Word{"after-prefix", KeyRule::text_after_prefix},
    Word{"base64", KeyRule::base64_after_prefix},
    Word{"base64-if-prefixed", KeyRule::base64_if_prefixed},
};
inline constexpr std::array unit_words{Word{"s", TimeUnit::seconds}, Word{"ms", TimeUnit::millis},
                                       Word{"iso", TimeUnit::iso}};
inline constexpr std::array layout_words{Word{"single", Layout::single}, Word{"list", Layout::list},
                                         Word{"fields", Layout::fields}};

/// The value of a word, if it is one of the table.
template <typename Value, std::size_t Size>
constexpr std::optional<Value> value_of(const std::array<Word<Value>, Size>& words, std::string_view word) {
  for (const auto& each : words) {
    if (each.word == word) return each.value;
  }
  return std::nullopt;
}

/// The words of a table, for messages.
template <typename Value, std::size_t Size>
constexpr std::array<std::string_view, Size> words_of(const std::array<Word<Value>, Size>& words) {
  std::array<std::string_view, Size> all{};
  for (std::size_t i = 0; i < Size; ++i) all[i] = words[i].word;
  return all;
}

}  // namespace hookctl::signature
