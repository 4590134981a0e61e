#include "capture/placeholder.h"

#include "crypto/digest.h"
#include "crypto/encoding.h"

namespace hookctl::capture {
namespace {

constexpr std::string_view start = "redacted-";
constexpr std::size_t hash_bytes = 6;

}  // namespace

std::string Placeholders::of(ByteView value) const {
  const auto hash = crypto::hmac(crypto::Digest::sha256, key_, value);
  return std::string(start) + crypto::to_hex(ByteView(hash).substr(0, hash_bytes));
}

bool is_placeholder(ByteView value) {
  return value.starts_with(start) && value.size() == start.size() + 2 * hash_bytes &&
         value.find_first_not_of("0123456789abcdef", start.size()) == value.npos;
}

}  // namespace hookctl::capture
