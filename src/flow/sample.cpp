#include "flow/sample.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "base/time_text.h"
#include "crypto/digest.h"
#include "crypto/encoding.h"
#include "provider/read_event.h"
#include "signature/received.h"

namespace hookctl::flow {
namespace {

void replace_all(Bytes& text, std::string_view from, std::string_view to) {
  if (from.empty()) return;
  for (auto at = text.find(from); at != text.npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

bool is_number(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// A point of time written as another is: Unix seconds, with a fraction that is kept, Unix milliseconds or RFC 3339.
std::string time_like(std::string_view written, Instant at) {
  const auto whole = written.substr(0, written.find('.'));
  if (!is_number(whole)) return to_rfc3339(at);
  const auto unit = whole.size() > 10 ? signature::TimeUnit::millis : signature::TimeUnit::seconds;
  return signature::timestamp_text(unit, at) + std::string(written.substr(whole.size()));
}

/// A number of as many digits, the first one kept.
std::string number_like(std::string_view number) {
  std::string fresh(number);
  const auto digits = crypto::to_hex(crypto::random_bytes(number.size()));
  for (std::size_t i = 1; i < fresh.size(); ++i) fresh[i] = static_cast<char>('0' + hex_value(digits[i]) % 10);
  return fresh;
}

/// An id of the same shape: its hex digits drawn anew, a prefix up to `_` and dashes kept.
std::string like(std::string_view id) {
  if (is_number(id)) return number_like(id);
  std::string fresh(id);
  const auto digits = crypto::to_hex(crypto::random_bytes(id.size()));
  const auto underscore = id.find('_');
  for (std::size_t i = underscore == id.npos ? 0 : underscore + 1; i < fresh.size(); ++i) {
    if (hex_value(fresh[i]) >= 0) fresh[i] = digits[i];
  }
  return fresh;
}

Result<std::string_view> sample_body(const provider::Provider& provider, std::string_view event) {
  std::vector<std::string_view> known;
  for (const auto& sample : provider.samples) {
    if (sample.name == event) return sample.body;
    known.push_back(sample.name);
  }
  return Error{fmt::format("{} has no sample '{}'", provider.name, event),
               known.empty() ? "give the body: --body FILE" : did_you_mean(event, known)};
}

/// Gives headers that hold a time in RFC 3339 the time of now.
void renew_times(Headers& headers, Instant now) {
  for (auto& [name, value] : headers) {
    if (value.find('T') != value.npos && value.ends_with('Z') && parse_time(value)) value = to_rfc3339(now);
  }
}

/// Gives the headers that the event's id is read from another value of the same shape, or the id itself; those that
/// repeat what the body says go with it.
void renew_ids(const provider::Provider& provider, Headers& headers, std::string_view id, std::string_view said,
               const std::string& fresh) {
  for (const auto& place : provider.event.id) {
    for (const auto name : split(place.header, '|')) {
      const auto old = headers.find(name);
      if (old && *old != said) headers.set(name, id.empty() ? like(*old) : std::string(id));
    }
  }
  for (auto& [name, value] : headers) {
    if (!said.empty() && value == said) value = fresh;
  }
}

}  // namespace

Request request_of(const provider::Provider& provider, Bytes body) {
  Request request{.headers = {{"Content-Type", std::string(provider.content_type)}},
                  .body = std::move(body),
                  .framing = Framing::length};
  for (const auto& [name, value] : provider.headers) request.headers.add(std::string(name), std::string(value));
  return request;
}

Result<Request> sample_request(const provider::Provider& provider, std::string_view event, std::string_view id,
                               Instant now) {
  const auto body = sample_body(provider, event);
  if (!body) return body.error();
  auto request = request_of(provider, Bytes(*body));
  const auto said = provider::read_event(provider, request);
  const auto fresh = id.empty() ? like(said.subject) : std::string(id);
  replace_all(request.body, said.subject, fresh);
  replace_all(request.body, said.occurred_at, time_like(said.occurred_at, now));
  renew_times(request.headers, now);
  renew_ids(provider, request.headers, id, said.subject, fresh);
  return request;
}

}  // namespace hookctl::flow
