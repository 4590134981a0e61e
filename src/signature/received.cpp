#include "signature/received.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>

#include "base/text.h"
#include "crypto/encoding.h"

namespace hookctl::signature {
namespace {

std::size_t signature_size(Algorithm algorithm) { return algorithm == Algorithm::ed25519 ? 64 : 32; }

/// Whether a text is the one canonical spelling of a signature of the right length.
bool well_formed(const Scheme& scheme, std::string_view text) {
  const auto bytes = scheme.encoding == Encoding::hex ? crypto::from_hex(text) : crypto::from_base64(text);
  if (!bytes || bytes->size() != signature_size(scheme.algorithm)) return false;
  return scheme.encoding == Encoding::base64 || crypto::to_hex(*bytes) == text;
}

std::vector<std::string_view> find_signatures(const Scheme& scheme, const std::vector<std::string_view>& values) {
  std::vector<std::string_view> found;
  for (const auto value : values) {
    const auto entries = scheme.layout == Layout::list ? split(value, ' ') : std::vector{value};
    for (const auto entry : entries) {
      if (found.size() == max_signatures) return found;
      if (!entry.starts_with(scheme.prefix)) continue;
      const auto text = entry.substr(scheme.prefix.size());
      if (well_formed(scheme, text)) found.push_back(text);
    }
  }
  return found;
}

std::string expected_form(const Scheme& scheme) {
  const auto size = signature_size(scheme.algorithm);
  return scheme.encoding == Encoding::hex
             ? fmt::format("{}{} lower-case hex digits expected in {}", scheme.prefix, size * 2,
                           scheme.signature_header)
             : fmt::format("{}base64 of {} bytes expected in {}", scheme.prefix, size, scheme.signature_header);
}

/// The one value of a header the scheme signs, or the verdict that there is none.
std::variant<std::string_view, Verdict> single_value(const Request& request, std::string_view name, Reason missing) {
  const auto values = request.headers.all(name);
  if (values.empty() || values.front().empty()) return failed(missing, fmt::format("no {}", name));
  if (values.size() > 1)
    return failed(Reason::header_malformed, fmt::format("{} is there {} times", name, values.size()));
  return values.front();
}

/// Unix seconds in plain decimal digits: no sign, no leading zero, nothing after them.
std::optional<Seconds> parse_timestamp(std::string_view text) {
  if (text.empty() || text.size() > 15 || (text.front() == '0' && text.size() > 1)) return std::nullopt;
  long long seconds = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (problem != std::errc{} || end != text.data() + text.size() || seconds < 0) return std::nullopt;
  return Seconds{seconds};
}

}  // namespace

Verdict failed(Reason reason, std::string detail) {
  return {.state = State::failed, .reason = reason, .detail = std::move(detail)};
}

std::variant<Received, Verdict> read_received(const Scheme& scheme, const Request& request) {
  Received received;
  if (!scheme.id_header.empty()) {
    const auto id = single_value(request, scheme.id_header, Reason::header_missing);
    if (const auto* verdict = std::get_if<Verdict>(&id)) return *verdict;
    received.id = std::get<std::string_view>(id);
    if (scheme.input.starts_with("{id}.") && received.id.find('.') != received.id.npos) {
      return failed(Reason::header_malformed, fmt::format("{} holds a '.'", scheme.id_header));
    }
  }
  if (!scheme.timestamp_header.empty()) {
    const auto timestamp = single_value(request, scheme.timestamp_header, Reason::timestamp_missing);
    if (const auto* verdict = std::get_if<Verdict>(&timestamp)) return *verdict;
    received.timestamp = std::get<std::string_view>(timestamp);
    const auto seconds = parse_timestamp(received.timestamp);
    if (!seconds) {
      return failed(Reason::timestamp_malformed, fmt::format("{} is not Unix seconds", scheme.timestamp_header));
    }
    received.signed_at = *seconds;
  }
  received.signatures = find_signatures(scheme, request.headers.all(scheme.signature_header));
  if (received.signatures.empty()) return failed(Reason::header_malformed, expected_form(scheme));
  return received;
}

}  // namespace hookctl::signature
