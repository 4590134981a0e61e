#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/text.h"
#include "checks.h"
#include "crypto/encoding.h"
#include "provider/catalogue.h"
#include "signature/sign.h"
#include "signature/verify.h"
#include "target.h"

namespace hookctl::fuzz {
namespace {

using namespace signature;

constexpr Instant now{std::chrono::seconds{1614265330}};

/// Chooses by the bytes of a text, one after the other.
class Choice {
 public:
  explicit Choice(ByteView bytes) : bytes_(bytes) {}

  template <typename T, std::size_t n>
  T of(const std::array<T, n>& options) {
    return options[next() % n];
  }
  std::size_t next() { return at_ < bytes_.size() ? static_cast<unsigned char>(bytes_[at_++]) : 0; }

 private:
  ByteView bytes_;
  std::size_t at_ = 0;
};

/// A scheme of no provider, put together from what schemes can say.
Scheme composed_scheme(Choice choice) {
  constexpr std::array algorithms{Algorithm::hmac_sha1, Algorithm::hmac_sha256, Algorithm::hmac_sha384,
                                  Algorithm::hmac_sha512, Algorithm::ed25519};
  constexpr std::array<std::string_view, 6> inputs{
      "{body}",         "{ts}.{body}",           "{id}.{ts}.{body}",
      "v0:{ts}:{body}", "{ts}\n{sha256}\n{url}", "{method}{url}{body}{crc32}"};
  constexpr std::array<std::string_view, 3> prefixes{"", "v1,", "sha256="};
  constexpr std::array separators{' ', ',', ';'};
  Scheme scheme{.name = "composed",
                .algorithm = choice.of(algorithms),
                .input = choice.of(inputs),
                .signature = {.header = "X-Signature"},
                .prefix = choice.of(prefixes),
                .encoding = choice.of(std::array{Encoding::hex, Encoding::base64}),
                .layout = choice.of(std::array{Layout::single, Layout::list, Layout::fields}),
                .separator = choice.of(separators),
                .key = choice.of(std::array{KeyRule::text, KeyRule::text_after_prefix, KeyRule::base64_after_prefix}),
                .unit = choice.of(std::array{TimeUnit::seconds, TimeUnit::millis, TimeUnit::iso})};
  if (scheme.input.find("{id}") != scheme.input.npos) scheme.id = {.header = "X-Id"};
  if (scheme.layout == Layout::fields) {
    scheme.prefix = {};
    scheme.separator = ',';
    scheme.field = "v1";
  }
  if (scheme.input.find("{ts}") == scheme.input.npos) return scheme;
  if (scheme.layout == Layout::fields)
    scheme.timestamp_field = "t";
  else
    scheme.timestamp = {.header = "X-Timestamp"};
  return scheme;
}

/// Keys of which no seed holds a genuine signature.
Keys keys_for_tests() {
  return {.secrets = {crypto::Secret("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")},
          .private_key = *crypto::PrivateKey::parse("whsk_nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A="),
          .webhook_id = "WH-1"};
}

/// What stands in an input, line by line.
struct Parts {
  std::string_view choice, signature, id, timestamp;
  ByteView body;
};

Parts parts_of(ByteView input) {
  Parts parts;
  for (auto* part : {&parts.choice, &parts.signature, &parts.id, &parts.timestamp}) {
    const auto end = std::min(input.find('\n'), input.size());
    *part = input.substr(0, end);
    input.remove_prefix(std::min(end + 1, input.size()));
  }
  parts.body = input;
  return parts;
}

void add(Headers& headers, const Place& place, std::string_view value) {
  if (!place.header.empty()) headers.set(place.header, std::string(value));
}

Request request_of(const Scheme& scheme, const Parts& parts) {
  Request request{.body = Bytes(parts.body), .url = "https://a.example/hook?bodySHA256=00"};
  add(request.headers, scheme.id, parts.id);
  add(request.headers, scheme.timestamp, parts.timestamp);
  add(request.headers, scheme.signature, parts.signature);
  return request;
}

/// No stranger knows the key, so whatever comes verified carries the very signature we would make.
void check_received(const Scheme& scheme, const Keys& keys, const Request& request) {
  const auto verdict = verify(scheme, keys, request, now);
  require(verdict == verify(scheme, keys, request, now), "the same delivery has the same verdict");
  require(
      (verdict.state == State::verified || verdict.state == State::authenticated) == (verdict.reason == Reason::valid),
      "valid is what verifies");
  require(verdict.state != State::verified, "nothing verifies that was not signed");
}

/// What sign makes, verify accepts; with another byte in the body it does not.
void check_signed(const Scheme& scheme, const Keys& keys, const Request& request, const Parts& parts) {
  const auto signed_one = signed_request(scheme, keys, request, stamp_at(scheme, std::string(parts.id), now));
  if (!signed_one) return;
  const auto verdict = verify(scheme, keys, *signed_one, now);
  if (row_of(scheme.algorithm).family == Family::token) return;
  require(verdict.state == State::verified || verdict.reason == Reason::header_malformed ||
              verdict.reason == Reason::header_missing,
          "what was signed verifies");
  auto tampered = *signed_one;
  tampered.body += ' ';
  const bool covers_body =
      scheme.input.find("{body}") != scheme.input.npos || scheme.input.find("{sha256}") != scheme.input.npos;
  require(!covers_body || verify(scheme, keys, tampered, now).state != State::verified, "one more byte never verifies");
}

}  // namespace

void check_signatures(ByteView input) {
  static const Keys keys = keys_for_tests();
  const auto parts = parts_of(input);
  Choice choice(parts.choice);
  std::vector<Scheme> schemes{composed_scheme(choice)};
  const auto& row = provider::catalogue()[choice.next() % provider::catalogue().size()];
  schemes.insert(schemes.end(), row.schemes.begin(), row.schemes.end());
  for (const auto& scheme : schemes) {
    const auto request = request_of(scheme, parts);
    check_received(scheme, keys, request);
    check_signed(scheme, keys, request, parts);
  }
}

}  // namespace hookctl::fuzz
