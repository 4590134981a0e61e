#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <vector>

#include "base/json_edit.h"
#include "crypto/encoding.h"
#include "signature/place.h"
#include "signature/url.h"
#include "signature/verify.h"
#include "support/row_delivery.h"

using namespace hookctl;
using signature::Scheme;
using signature::State;
using test::delivery_of;
using test::every_scheme;
using test::keys_for;
using test::SchemeOfRow;

namespace {

using Random = std::mt19937;

constexpr Instant now{Seconds{1'768'473'000}};

bool covers_body(const Scheme& scheme) {
  constexpr std::array<std::string_view, 4> placeholders{"{body}", "{sha256}", "{crc32}", "{form}"};
  return !scheme.body_hash_query.empty() ||
         std::any_of(placeholders.begin(), placeholders.end(),
                     [&](std::string_view each) { return scheme.input.find(each) != scheme.input.npos; });
}

void flip_bit(std::string& text, Random& random) {
  auto& byte = text[random() % text.size()];
  byte = static_cast<char>(byte ^ (1 << random() % 8));
}

/// Flips one bit of the text that carries the signature, in its header or in the body.
void flip_signature(const Scheme& scheme, Request& request, Random& random) {
  auto value = *signature::Source(request).only(scheme.signature);
  if (!scheme.signature.header.empty()) {
    flip_bit(value, random);
    request.headers.set(scheme.signature.header, value);
    return;
  }
  const auto at = request.body.find(value);
  flip_bit(value, random);
  request.body.replace(at, value.size(), value);
}

bool passes(const signature::Verdict& verdict) {
  return verdict.state == State::verified || verdict.state == State::authenticated;
}

/// Text as attackers write it: pieces of real headers, numbers, and bytes of any kind.
std::string random_text(Random& random) {
  static const std::array<std::string, 24> pieces{"t=",         "ts=",   "v1=", "v0=", "h1=",  "v1,", "v1a,", "v3,",
                                                  "sha256=",    "sha1=", ",",   ";",   " ",    "=",   ".",    "eyJhbGc",
                                                  "1768473000", "-1",    "\"",  "{",   "AAAA", "%2F", "\n",   "\x80"};
  std::string text;
  for (auto count = random() % 8; count > 0; --count) {
    switch (random() % 4) {
      case 0:
        text += std::string(random() % 70, static_cast<char>(random()));
        break;
      case 1:
        text += crypto::to_hex(std::string(random() % 70, static_cast<char>(random())));
        break;
      default:
        text += pieces[random() % pieces.size()];
    }
  }
  return text;
}

/// Puts random text into some of the places that a check of this scheme reads.
void scramble(const SchemeOfRow& subject, Request& request, Random& random) {
  const auto& scheme = *subject.scheme;
  for (const auto& place : {scheme.signature, scheme.timestamp, scheme.id, scheme.only_if.place}) {
    const auto text = random_text(random);
    if (place.empty() || random() % 2 == 0) continue;
    if (!place.header.empty() && random() % 4 == 0) request.headers.add(std::string(place.header), text);
    if (!place.header.empty()) request.headers.set(place.header, text);
    if (!place.header.empty()) continue;
    if (auto body = json::with_text(request.body, place.pointer, crypto::to_hex(text))) request.body = *std::move(body);
  }
  if (random() % 4 == 0) request.body = random_text(random);
  if (random() % 4 == 0) request.url = random_text(random);
}

}  // namespace

TEST_CASE("property: what is signed verifies, for every scheme of every row, alone and among its row's schemes") {
  for (const auto& subject : every_scheme()) {
    CAPTURE(std::string(subject.row->name));
    CAPTURE(std::string(subject.scheme->name));
    const auto keys = keys_for(*subject.scheme, 'a');
    const auto request = delivery_of(subject, keys, now);
    REQUIRE(request);
    CHECK(passes(signature::verify(*subject.scheme, keys, *request, now)));
    CHECK(passes(signature::verify(subject.row->schemes, keys, *request, now)));
  }
}

TEST_CASE("property: one flipped bit of the signature never verifies") {
  Random random(20'260'115);
  for (const auto& subject : every_scheme()) {
    CAPTURE(std::string(subject.row->name));
    CAPTURE(std::string(subject.scheme->name));
    const auto keys = keys_for(*subject.scheme, 'a');
    const auto genuine = *delivery_of(subject, keys, now);
    for (int i = 0; i < 300; ++i) {
      auto request = genuine;
      flip_signature(*subject.scheme, request, random);
      CHECK_FALSE(passes(signature::verify(*subject.scheme, keys, request, now)));
    }
  }
}

TEST_CASE("property: one flipped bit of a covered body never verifies, except where a form stays the same form") {
  Random random(20'260'116);
  for (const auto& subject : every_scheme()) {
    if (!covers_body(*subject.scheme)) continue;
    CAPTURE(std::string(subject.row->name));
    CAPTURE(std::string(subject.scheme->name));
    const auto keys = keys_for(*subject.scheme, 'a');
    const auto genuine = *delivery_of(subject, keys, now);
    const bool is_form = subject.scheme->input.find("{form}") != std::string_view::npos;
    for (int i = 0; i < 300; ++i) {
      auto request = genuine;
      flip_bit(request.body, random);
      const bool same = is_form && signature::sorted_form(request.body) == signature::sorted_form(genuine.body);
      CHECK(passes(signature::verify(*subject.scheme, keys, request, now)) == same);
    }
  }
}

TEST_CASE("property: 20,000 deliveries scrambled by a stranger neither crash a check nor pass one") {
  Random random(20'260'117);
  const auto subjects = every_scheme();
  std::vector<Request> genuine;
  for (const auto& subject : subjects) genuine.push_back(*delivery_of(subject, keys_for(*subject.scheme, 'a'), now));
  for (std::size_t i = 0; i < 20'000; ++i) {
    const auto& subject = subjects[i % subjects.size()];
    auto request = genuine[i % subjects.size()];
    scramble(subject, request, random);
    CHECK_FALSE(passes(signature::verify(subject.row->schemes, keys_for(*subject.scheme, 'b'), request, now)));
  }
}
