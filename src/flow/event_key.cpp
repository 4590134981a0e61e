#include "flow/event_key.h"

#include <fmt/format.h>

#include <array>

#include "base/json.h"
#include "crypto/digest.h"

namespace hookctl::flow {
namespace {

std::string member_of(const Request& request, const std::string& pointer) {
  const auto document = json::parse(request.body);
  const auto found = document ? json::find(*document, pointer) : std::nullopt;
  return found ? json::text_of(*found) : std::string{};
}

std::string header_of(const Request& request, const std::string& name) {
  return std::string(request.headers.find(name).value_or(""));
}

std::string hash_of(const Request& request, const std::string&) { return crypto::sha256_hex(request.body); }

std::string left_to_provider(const Request&, const std::string&) { return {}; }

/// A word that stands alone, or a prefix that a name follows.
struct Place {
  std::string_view word;
  std::string (*read)(const Request&, const std::string& name);
};

constexpr std::array places{Place{"provider", left_to_provider}, Place{"body-hash", hash_of}, Place{"json:", member_of},
                            Place{"header:", header_of}};

}  // namespace

Result<EventKey> EventKey::parse(std::string_view text) {
  for (const auto& [word, read] : places) {
    const bool is_prefix = word.ends_with(':');
    if (is_prefix ? text.starts_with(word) && text.size() > word.size() : text == word) {
      return EventKey(read, text.substr(word.size()));
    }
  }
  return Error{fmt::format("cannot read '{}' as a key of events", text),
               "write provider, json:/request_id, header:X-Request-Id or body-hash"};
}

}  // namespace hookctl::flow
