#include "capture/ulid.h"

#include <utility>

#include "crypto/digest.h"

namespace hookctl::capture {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The last digits of a number, five bits each.
template <std::size_t count>
void write_digits(char* to, std::uint64_t value) {
  for (auto digit = count; digit-- > 0; value >>= 5) to[digit] = alphabet[value & 0x1f];
}

/// Five bytes, which are exactly eight digits.
std::uint64_t read_40_bits(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char byte : bytes.substr(0, 5)) value = value << 8 | static_cast<std::uint8_t>(byte);
  return value;
}

constexpr std::size_t random_size = 10;

std::int64_t millis_of(Instant at) { return std::chrono::floor<Millis>(at).time_since_epoch().count(); }

/// The next number; after the highest comes zero.
void count_up(Bytes& number) {
  for (auto digit = number.rbegin(); digit != number.rend() && ++*digit == 0; ++digit) {
  }
}

}  // namespace

std::string make_ulid(Instant at, std::string_view random) {
  std::string id(26, '0');
  write_digits<10>(&id[0], static_cast<std::uint64_t>(millis_of(at)) & 0xffff'ffff'ffff);
  write_digits<8>(&id[10], read_40_bits(random));
  write_digits<8>(&id[18], read_40_bits(random.substr(5)));
  return id;
}

std::string Ulids::next(Instant at) {
  if (std::exchange(millis_, millis_of(at)) == millis_of(at)) {
    count_up(random_);
  } else {
    random_ = crypto::random_bytes(random_size);
  }
  return make_ulid(at, random_);
}

}  // namespace hookctl::capture
