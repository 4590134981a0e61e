#include "crypto/encoding.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/text.h"

namespace hookctl::crypto {
namespace {

constexpr std::string_view standard = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view url_safe = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The value of each character in an alphabet; -1 for characters outside it.
constexpr std::array<std::int8_t, 256> reverse_of(std::string_view alphabet) {
  std::array<std::int8_t, 256> values{};
  for (auto& value : values) value = -1;
  for (std::size_t i = 0; i < alphabet.size(); ++i) {
    values[static_cast<std::uint8_t>(alphabet[i])] = static_cast<std::int8_t>(i);
  }
  return values;
}

/// The two digits of each byte.
constexpr auto hex_pairs = [] {
  constexpr std::string_view digits = "0123456789abcdef";
  std::array<std::array<char, 2>, 256> pairs{};
  for (std::size_t byte = 0; byte < pairs.size(); ++byte) pairs[byte] = {digits[byte >> 4], digits[byte & 0xf]};
  return pairs;
}();

constexpr auto standard_values = reverse_of(standard);
constexpr auto url_safe_values = reverse_of(url_safe);

std::string encode64(ByteView bytes, std::string_view alphabet) {
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  std::uint32_t pending = 0;
  int bits = 0;
  for (const char byte : bytes) {
    pending = pending << 8 | static_cast<std::uint8_t>(byte);
    for (bits += 8; bits >= 6; bits -= 6) out += alphabet[pending >> (bits - 6) & 0x3f];
  }
  if (bits > 0) out += alphabet[pending << (6 - bits) & 0x3f];
  return out;
}

/// Decodes digits without padding; refuses strangers, impossible lengths and last bits that are not zero.
std::optional<Bytes> decode64(std::string_view digits, const std::array<std::int8_t, 256>& values) {
  if (digits.size() % 4 == 1) return std::nullopt;
  Bytes out;
  out.reserve(digits.size() * 3 / 4);
  std::uint32_t pending = 0;
  int bits = 0;
  for (const char c : digits) {
    const auto value = values[static_cast<std::uint8_t>(c)];
    if (value < 0) return std::nullopt;
    pending = pending << 6 | static_cast<std::uint32_t>(value);
    if ((bits += 6) >= 8) out += static_cast<char>(pending >> (bits -= 8) & 0xff);
  }
  if ((pending & ((1u << bits) - 1)) != 0) return std::nullopt;
  return out;
}

/// The digits of a text whose padding fills the last group of four exactly.
std::optional<std::string_view> without_padding(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  const auto last = text.find_last_not_of('=');
  const auto digits = last == text.npos ? std::string_view{} : text.substr(0, last + 1);
  if (text.size() - digits.size() > 2) return std::nullopt;
  return digits;
}

}  // namespace

std::string to_hex(ByteView bytes) {
  std::string out;
  append_hex(out, bytes);
  return out;
}

void append_hex(std::string& text, ByteView bytes) {
  const auto size = text.size();
  text.resize(size + bytes.size() * 2);
  auto* at = text.data() + size;
  for (const char c : bytes) {
    const auto& pair = hex_pairs[static_cast<std::uint8_t>(c)];
    at = std::copy(pair.begin(), pair.end(), at);
  }
}

std::optional<Bytes> from_hex(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  Bytes out(text.size() / 2, '\0');
  for (std::size_t i = 0; i < out.size(); ++i) {
    const int high = hex_value(text[2 * i]), low = hex_value(text[2 * i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    out[i] = static_cast<char>(high << 4 | low);
  }
  return out;
}

std::string to_base64(ByteView bytes) {
  auto out = encode64(bytes, standard);
  out.resize((out.size() + 3) / 4 * 4, '=');
  return out;
}

std::optional<Bytes> from_base64(std::string_view text) {
  const auto digits = without_padding(text);
  if (!digits) return std::nullopt;
  return decode64(*digits, standard_values);
}

std::string to_base64url(ByteView bytes) { return encode64(bytes, url_safe); }

std::optional<Bytes> from_base64url(std::string_view text) {
  if (text.find('=') == text.npos) return decode64(text, url_safe_values);
  const auto digits = without_padding(text);
  if (!digits) return std::nullopt;
  return decode64(*digits, url_safe_values);
}

}  // namespace hookctl::crypto
