#pragma once

#include <cstddef>
#include <optional>

#include "base/bytes.h"

namespace hookctl {

/// The first character of a text and how many bytes it takes; without a code point when they are not UTF-8.
struct FirstCharacter {
  std::optional<char32_t> code;
  std::size_t size;
};

/// Reads the first character; the text must not be empty.
FirstCharacter first_character(ByteView text);

/// Appends a character as UTF-8.
void append_character(Bytes& out, char32_t code);

/// Unicode normal forms (UAX #15): composed (é is one code point) and decomposed (e and an accent). Nothing when the
/// bytes are not UTF-8.
std::optional<Bytes> composed(ByteView text);
std::optional<Bytes> decomposed(ByteView text);

/// UTF-8 read as Latin-1 and written as UTF-8 again: `é` → `Ã©`.
Bytes as_mojibake(ByteView text);

/// The reverse, one byte for each character; nothing when the text holds characters beyond Latin-1 or is not UTF-8.
std::optional<Bytes> from_mojibake(ByteView text);

/// UTF-8 as UTF-16 without a byte order mark; nothing when the bytes are not UTF-8.
enum class ByteOrder { little, big };
std::optional<Bytes> as_utf16(ByteView text, ByteOrder order);

}  // namespace hookctl
