#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "forge/forgery.h"
#include "forge/throwaway_key.h"
#include "signature/verify.h"
#include "support/row_delivery.h"
#include "wire/recorded_request.h"
#include "wire/render.h"

using namespace hookctl;

namespace {

constexpr Instant now{Seconds{1'758'798'328}};

/// A scheme with keys and a delivery that it can sign.
struct Subject {
  test::SchemeOfRow of;
  signature::Keys keys;
  Request request;

  std::string name() const { return fmt::format("{} {}", of.row->name, of.scheme->name); }
};

Subject subject_of(const test::SchemeOfRow& of) {
  Subject subject{of, test::keys_for(*of.scheme, 'A'), {}};
  const auto request = test::delivery_of(of, subject.keys, now);
  REQUIRE(request);
  subject.request = *request;
  subject.request.headers.add("Host", "hook.example");
  subject.request.headers.add("Content-Length", std::to_string(subject.request.body.size()));
  if (!signature::is_asymmetric(of.scheme->algorithm)) {
    subject.keys.secrets.push_back(test::keys_for(*of.scheme, 'B').secrets.front());
  }
  return subject;
}

forge::Made forged_from(const Subject& subject, const forge::Forgery& forgery, std::uint64_t seed) {
  const auto made = forge::make(forgery, {.provider = *subject.of.row,
                                          .scheme = *subject.of.scheme,
                                          .keys = subject.keys,
                                          .request = subject.request,
                                          .stamp = signature::stamp_at(*subject.of.scheme, "msg_1", now),
                                          .now = now,
                                          .seed = seed,
                                          .old_secret = crypto::Secret("whsec_b2xkIGFuZCBnb25l")});
  REQUIRE(made);
  return *made;
}

/// Whether a strict receiver takes the request, after its way over the wire.
bool is_accepted(const Subject& subject, const Request& sent) {
  const auto bytes = wire::render(sent);
  REQUIRE(bytes);
  auto arrived = wire::recorded_request(*bytes);
  auto* request = std::get_if<Request>(&arrived);
  if (request == nullptr) return false;
  request->url = sent.url;
  const auto verdict = signature::verify(subject.of.row->schemes, subject.keys, *request, now);
  return verdict.state == signature::State::verified || verdict.state == signature::State::authenticated;
}

/// What a receiver owes and a verifier alone cannot give.
const std::set<std::string_view> not_a_matter_of_signatures{
    "method",  // a verifier is not told which methods an endpoint serves
};

/// Forgeries that the strict verifier judged otherwise than is due.
std::vector<std::string> misjudged(const Subject& subject, const forge::Forgery& forgery, const forge::Made& made) {
  std::vector<std::string> wrong;
  if (not_a_matter_of_signatures.contains(forgery.name)) return wrong;
  for (const auto& forged : made.requests) {
    const auto due = forged.due.value_or(forgery.due);
    if (due == forge::Due::informational) continue;
    if (is_accepted(subject, forged.request) == (due == forge::Due::accept)) continue;
    wrong.push_back(fmt::format("{}: {} {}, {}", subject.name(), forgery.name, forged.variant, words_of(due)));
  }
  return wrong;
}

/// ECDSA signatures hold a number that is drawn anew for each; RSA keys come from the seed as others do, only slowly.
bool is_tried(const signature::Scheme& scheme) {
  return !signature::is_asymmetric(scheme.algorithm) || scheme.algorithm == signature::Algorithm::ed25519;
}

bool same(const forge::Made& left, const forge::Made& right) {
  return left.not_applicable == right.not_applicable &&
         std::equal(left.requests.begin(), left.requests.end(), right.requests.begin(), right.requests.end(),
                    [](const auto& a, const auto& b) { return a.request == b.request && a.variant == b.variant; });
}

}  // namespace

TEST_CASE("forgeries: of every scheme, the strict verifier accepts what must be accepted and nothing that must not") {
  std::vector<std::string> wrong;
  std::set<std::string_view> applied;
  for (const auto& of : test::every_scheme()) {
    const auto subject = subject_of(of);
    CHECK(is_accepted(subject, forged_from(subject, forge::control(), 7).requests.front().request));
    for (const auto* forgery : forge::forgeries()) {
      const auto made = forged_from(subject, *forgery, 7);
      CAPTURE(std::string(forgery->name));
      CHECK(made.requests.empty() != made.not_applicable.empty());
      if (!made.requests.empty()) applied.insert(forgery->name);
      for (auto& each : misjudged(subject, *forgery, made)) wrong.push_back(std::move(each));
    }
  }
  for (const auto& each : wrong) MESSAGE(each);
  CHECK(wrong.empty());
  CHECK(applied.size() == forge::forgeries().size());
}

TEST_CASE("forgeries: the same seed and clock give the same bytes, another seed others") {
  std::set<signature::Algorithm> seen;
  for (const auto& of : test::every_scheme()) {
    if (!is_tried(*of.scheme) || !seen.insert(of.scheme->algorithm).second) continue;
    const auto subject = subject_of(of);
    CAPTURE(subject.name());
    for (const auto* forgery : forge::forgeries()) {
      CAPTURE(std::string(forgery->name));
      CHECK(same(forged_from(subject, *forgery, 7), forged_from(subject, *forgery, 7)));
    }
    const auto& wrong_key = *forge::forgeries_named("wrong-key")->front();
    CHECK_FALSE(same(forged_from(subject, wrong_key, 7), forged_from(subject, wrong_key, 8)));
  }
}

TEST_CASE("throwaway_jwks: whoever is given it takes the forgery wrong-key for genuine") {
  for (const auto& of : test::every_scheme()) {
    if (!signature::is_asymmetric(of.scheme->algorithm)) continue;
    auto subject = subject_of(of);
    CAPTURE(subject.name());
    const auto signing = signature::row_of(of.scheme->algorithm).signing;
    const auto made = forged_from(subject, *forge::forgeries_named("wrong-key")->front(), 7);
    CHECK_FALSE(is_accepted(subject, made.requests.front().request));
    subject.keys.public_keys = *crypto::parse_jwks(forge::throwaway_jwks(signing, 7));
    CHECK(is_accepted(subject, made.requests.front().request));
  }
}
