#include "base/unicode.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <memory>

#include "base/text.h"

namespace hookctl {
namespace {

struct Free {
  void operator()(void* memory) const noexcept { std::free(memory); }
};

bool is_ascii(ByteView text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; });
}

std::optional<Bytes> mapped(ByteView text, utf8proc_option_t form) {
  if (is_ascii(text)) return Bytes(text);
  if (!is_utf8(text)) return std::nullopt;
  utf8proc_uint8_t* raw = nullptr;
  const auto size =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                   &raw, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | form));
  const std::unique_ptr<utf8proc_uint8_t, Free> owned(raw);
  if (size < 0) return std::nullopt;
  return Bytes(reinterpret_cast<const char*>(raw), static_cast<std::size_t>(size));
}

void append_unit(Bytes& out, std::uint32_t unit, ByteOrder order) {
  const auto high = static_cast<char>(unit >> 8), low = static_cast<char>(unit & 0xff);
  out += order == ByteOrder::big ? high : low;
  out += order == ByteOrder::big ? low : high;
}

}  // namespace

FirstCharacter first_character(ByteView text) {
  utf8proc_int32_t code = 0;
  const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                     static_cast<utf8proc_ssize_t>(text.size()), &code);
  if (size < 1) return {std::nullopt, 1};
  return {static_cast<char32_t>(code), static_cast<std::size_t>(size)};
}

void append_character(Bytes& out, char32_t code) {
  utf8proc_uint8_t buffer[4];
  const auto size = utf8proc_encode_char(static_cast<utf8proc_int32_t>(code), buffer);
  out.append(reinterpret_cast<const char*>(buffer), static_cast<std::size_t>(size));
}

std::optional<Bytes> composed(ByteView text) { return mapped(text, UTF8PROC_COMPOSE); }
std::optional<Bytes> decomposed(ByteView text) { return mapped(text, UTF8PROC_DECOMPOSE); }

Bytes as_mojibake(ByteView text) {
  Bytes out;
  out.reserve(text.size() + text.size() / 8);
  for (const char byte : text) append_character(out, static_cast<unsigned char>(byte));
  return out;
}

std::optional<Bytes> from_mojibake(ByteView text) {
  Bytes out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto [code, size] = first_character(text);
    if (!code || *code > 0xff) return std::nullopt;
    out += static_cast<char>(*code);
    text.remove_prefix(size);
  }
  return out;
}

std::optional<Bytes> as_utf16(ByteView text, ByteOrder order) {
  Bytes out;
  while (!text.empty()) {
    const auto [code, size] = first_character(text);
    if (!code) return std::nullopt;
    if (*code < 0x10000) {
      append_unit(out, *code, order);
    } else {
      append_unit(out, 0xd800 + ((*code - 0x10000) >> 10), order);
      append_unit(out, 0xdc00 + ((*code - 0x10000) & 0x3ff), order);
    }
    text.remove_prefix(size);
  }
  return out;
}

}  // namespace hookctl
