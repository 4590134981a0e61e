#include <algorithm>
#include <string>

#include "checks.h"
#include "provider/catalogue.h"
#include "signature/explain.h"
#include "target.h"

namespace hookctl::fuzz {
namespace {

constexpr Instant now{Seconds{1'614'265'330}};
constexpr std::size_t longest_body = 512;  // whose pairs are searched in a few milliseconds

/// What stands before the next line end; the rest of `input` follows it.
ByteView next_line(ByteView& input) {
  const auto end = std::min(input.find('\n'), input.size());
  const auto line = input.substr(0, end);
  input.remove_prefix(std::min(end + 1, input.size()));
  return line;
}

/// The scheme that the bytes choose, of all that the catalogue has.
const signature::Scheme& chosen_scheme(ByteView choice) {
  const auto number = [&](std::size_t at) { return at < choice.size() ? static_cast<unsigned char>(choice[at]) : 0u; };
  const auto& row = provider::catalogue()[number(0) % provider::catalogue().size()];
  if (row.schemes.empty()) return provider::catalogue().front().schemes.front();
  return row.schemes[number(1) % row.schemes.size()];
}

}  // namespace

void check_causes(ByteView input) {
  const auto& scheme = chosen_scheme(next_line(input));
  Request request{.target = "/hook"};
  request.url = std::string("https://a.example/").append(next_line(input));
  const auto signature = next_line(input);
  if (!scheme.signature.header.empty()) request.headers.set(scheme.signature.header, std::string(signature));
  request.headers.set("X-Timestamp", std::string(next_line(input)));
  request.body = Bytes(input.substr(0, longest_body));
  static const signature::Keys keys{.secrets = {crypto::Secret("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")}};
  const VirtualClock clock{now};
  const auto explanation = signature::explain(scheme, keys, {}, request, now, {clock, {}, Millis{1}});
  require(!explanation.cause, "no cause is proven of what nobody signed");
}

}  // namespace hookctl::fuzz
