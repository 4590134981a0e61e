#include "signature/received.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.h"
#include "base/time_text.h"
#include "crypto/encoding.h"

namespace hookctl::signature {
namespace {

using Values = std::vector<std::string>;

constexpr auto lower_hex_digits = [] {
  std::array<bool, 256> table{};
  for (const char c : std::string_view("0123456789abcdef")) table[static_cast<unsigned char>(c)] = true;
  return table;
}();

/// Looks at every digit: all of them are right almost always, and then it takes longer to ask whether to go on.
bool is_lower_hex(std::string_view text) {
  bool all = text.size() % 2 == 0;
  for (const char c : text) all &= lower_hex_digits[static_cast<unsigned char>(c)];
  return all;
}

/// Whether a text is the one canonical spelling of a signature of the right length.
bool well_formed(const Scheme& scheme, std::string_view text) {
  const auto size = row_of(scheme.algorithm).size;
  const auto fits = [&](std::size_t bytes) { return bytes > 0 && (size == 0 || bytes == size); };
  if (scheme.encoding == Encoding::hex) return fits(text.size() / 2) && is_lower_hex(text);
  const auto bytes = crypto::from_base64(text);
  return bytes && fits(bytes->size());
}

/// The part of a field that is a signature: `v1=` + it, or the whole entry behind the prefix.
std::optional<std::string_view> signature_in(const Scheme& scheme, std::string_view entry) {
  if (scheme.layout == Layout::fields) {
    entry = trim(entry);
    if (!entry.starts_with(scheme.field) || entry.substr(scheme.field.size(), 1) != "=") return std::nullopt;
    return entry.substr(scheme.field.size() + 1);
  }
  if (!entry.starts_with(scheme.prefix)) return std::nullopt;
  return entry.substr(scheme.prefix.size());
}

Values find_signatures(const Scheme& scheme, const Values& values) {
  Values found;
  const auto take = [&](std::string_view entry) {
    const auto text = signature_in(scheme, entry);
    if (text && found.size() < max_signatures && well_formed(scheme, *text)) found.emplace_back(*text);
  };
  for (const auto& value : values) {
    if (scheme.layout == Layout::single) {
      take(value);
    } else {
      for (const auto entry : split(value, scheme.separator)) take(entry);
    }
  }
  return found;
}

/// The timestamps among the fields of the signature header.
Values timestamp_fields(const Scheme& scheme, const Values& values) {
  Values found;
  for (const auto& value : values) {
    for (const auto part : split(value, scheme.separator)) {
      const auto entry = trim(part);
      if (entry.starts_with(scheme.timestamp_field) && entry.substr(scheme.timestamp_field.size(), 1) == "=") {
        found.emplace_back(entry.substr(scheme.timestamp_field.size() + 1));
      }
    }
  }
  return found;
}

std::string expected_form(const Scheme& scheme) {
  const auto size = row_of(scheme.algorithm).size;
  const auto lead = scheme.layout == Layout::fields ? fmt::format("{}=", scheme.field) : std::string(scheme.prefix);
  const auto where = name_of(scheme.signature);
  if (scheme.encoding == Encoding::hex)
    return fmt::format("{}{} lower-case hex digits expected in {}", lead, size * 2, where);
  if (size == 0) return fmt::format("{}base64 expected in {}", lead, where);
  return fmt::format("{}base64 of {} bytes expected in {}", lead, size, where);
}

/// The one value among those found, or the verdict that there is none.
std::variant<std::string, Verdict> single(Values values, std::string_view name, Reason missing) {
  if (values.empty() || values.front().empty()) return failed(missing, fmt::format("no {}", name));
  if (values.size() > 1)
    return failed(Reason::header_malformed, fmt::format("{} is there {} times", name, values.size()));
  return std::move(values.front());
}

std::string_view unit_text(TimeUnit unit) {
  switch (unit) {
    case TimeUnit::seconds:
      return "Unix seconds";
    case TimeUnit::millis:
      return "Unix milliseconds";
    case TimeUnit::iso:
      return "an RFC 3339 time";
  }
  return "";
}

/// Reads the id into `received`, or says what is wrong with it.
std::optional<Verdict> read_id(const Scheme& scheme, const Source& source, Received& received) {
  if (scheme.id.empty()) return std::nullopt;
  auto id = single(source.values(scheme.id), name_of(scheme.id), Reason::header_missing);
  if (auto* verdict = std::get_if<Verdict>(&id)) return *std::move(verdict);
  received.id = std::get<std::string>(std::move(id));
  if (separates_by_dot(scheme) && received.id.find('.') != received.id.npos) {
    return failed(Reason::header_malformed, fmt::format("{} holds a '.'", name_of(scheme.id)));
  }
  return std::nullopt;
}

std::optional<Verdict> read_time(const Scheme& scheme, const Source& source, Received& received) {
  if (scheme.timestamp.empty() && scheme.timestamp_field.empty()) return std::nullopt;
  const bool in_fields = !scheme.timestamp_field.empty();
  const auto name = in_fields ? scheme.timestamp_field : name_of(scheme.timestamp);
  auto found = in_fields ? timestamp_fields(scheme, source.values(scheme.signature)) : source.values(scheme.timestamp);
  auto text = single(std::move(found), name, Reason::timestamp_missing);
  if (auto* verdict = std::get_if<Verdict>(&text)) return *std::move(verdict);
  received.timestamp = std::get<std::string>(std::move(text));
  received.signed_at = parse_timestamp(scheme.unit, received.timestamp);
  if (received.signed_at) return std::nullopt;
  return failed(Reason::timestamp_malformed, fmt::format("{} is not {}", name, unit_text(scheme.unit)));
}

}  // namespace

Verdict failed(Reason reason, std::string detail) {
  return {.state = State::failed, .reason = reason, .detail = std::move(detail)};
}

std::variant<Received, Verdict> read_received(const Scheme& scheme, const Source& source) {
  const auto values = source.values(scheme.signature);
  if (values.empty()) return failed(Reason::header_missing, fmt::format("no {}", name_of(scheme.signature)));
  Received received;
  if (auto verdict = read_id(scheme, source, received)) return *std::move(verdict);
  if (auto verdict = read_time(scheme, source, received)) return *std::move(verdict);
  received.signatures = find_signatures(scheme, values);
  if (received.signatures.empty()) return failed(Reason::header_malformed, expected_form(scheme));
  return received;
}

std::optional<Instant> parse_timestamp(TimeUnit unit, std::string_view text) {
  if (unit == TimeUnit::iso) {
    const auto at = text.find('-') == text.npos ? Result<Instant>(Error{}) : parse_time(text);
    return at ? std::optional(*at) : std::nullopt;
  }
  if (text.empty() || text.size() > 15 || (text.front() == '0' && text.size() > 1)) return std::nullopt;
  long long number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc{} || end != text.data() + text.size() || number < 0) return std::nullopt;
  // Beyond the year 9999 everything is as far in the future as it can be.
  const auto limit = unit == TimeUnit::seconds ? 253'402'300'799 : 253'402'300'799'999;
  const auto bounded = std::min<long long>(number, limit);
  return unit == TimeUnit::seconds ? Instant{Seconds{bounded}} : Instant{Millis{bounded}};
}

std::string timestamp_text(TimeUnit unit, Instant at) {
  switch (unit) {
    case TimeUnit::seconds:
      return to_unix_seconds(at);
    case TimeUnit::millis:
      return std::to_string(std::chrono::floor<Millis>(at).time_since_epoch().count());
    case TimeUnit::iso:
      return to_rfc3339(std::chrono::floor<Seconds>(at)).substr(0, 19) + "Z";
  }
  return {};
}

std::string_view name_of(const Place& place) { return place.header.empty() ? place.pointer : place.header; }

}  // namespace hookctl::signature
