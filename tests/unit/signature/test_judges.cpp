#include <doctest/doctest.h>

#include <array>
#include <cstdlib>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "base/text.h"
#include "base/units.h"
#include "crypto/encoding.h"
#include "provider/catalogue.h"
#include "signature/sign.h"
#include "signature/verify.h"
#include "support/judge.h"

using namespace hookctl;
using namespace std::chrono_literals;
using signature::Scheme;

namespace {

/// What was done to a delivery after it was signed.
enum class Change { none, body, signature, secret, late, early };
constexpr std::array changes{Change::none,   Change::body, Change::signature,
                             Change::secret, Change::late, Change::early};

/// A delivery as it was signed, and how it arrives.
struct Delivery {
  std::string secret;
  std::string id;
  Bytes body;
  Instant at;
  Change change = Change::none;
};

const Scheme& scheme_of(std::string_view provider) { return provider::find_provider(provider)->schemes[0]; }

/// Where a judge and hookctl are known to differ. The reason is in the judge's own source.
struct Difference {
  std::string why;
  bool (*applies)(const Delivery&);
  bool judge_accepts;
};

bool is_not_utf8(const Delivery& delivery) { return !is_utf8(delivery.body); }
bool is_empty(const Delivery& delivery) { return delivery.body.empty() && delivery.change != Change::body; }
bool has_mark(const Delivery& delivery) { return delivery.body.starts_with("\xef\xbb\xbf"); }

/// A judge: its script, the scheme it checks, how it writes secrets, and the known differences, of which the first that
/// applies counts.
struct Judge {
  std::string name;
  const Scheme& scheme;
  bool base64_secrets;
  std::vector<Difference> differences;
};

const Judge judges[] = {
    {"standardwebhooks",
     scheme_of("standard-webhooks"),
     true,
     {{"it decodes the body as UTF-8 before it signs", is_not_utf8, false}}},
    {"stripe",
     scheme_of("stripe"),
     false,
     {{"it decodes the body as UTF-8 before it signs", is_not_utf8, false},
      {"its decoder drops a byte order mark", has_mark, false}}},
    {"github",
     scheme_of("github"),
     false,
     {{"it decodes the body as UTF-8 before it signs", is_not_utf8, false},
      {"it takes an empty body for a missing one", is_empty, false}}},
};

/// Makes deliveries; the same number makes the same ones.
class Maker {
 public:
  explicit Maker(std::uint64_t number) : random_(number) {}

  Delivery next(bool base64_secrets) {
    const auto secret = base64_secrets ? (below(2) ? "whsec_" : "") + crypto::to_base64(bytes(1 + below(64)))
                                       : "k" + text(below(40), "abcXYZ019_-+/=. é雪");
    return {.secret = secret,
            .id = text(1 + below(30), "abcXYZ019_-"),
            .body = body(),
            .at = Instant{std::chrono::seconds{1 + below(4'000'000'000)}},
            .change = below(2) ? Change::none : changes[below(changes.size())]};
  }

 private:
  std::size_t below(std::size_t limit) { return random_() % limit; }

  Bytes bytes(std::size_t size) {
    Bytes out;
    while (out.size() < size) out += static_cast<char>(random_());
    return out;
  }

  /// Characters of an alphabet, which is cut between characters of UTF-8 only.
  std::string text(std::size_t length, std::string_view alphabet) {
    std::string out;
    while (length > 0) {
      const auto at = below(alphabet.size());
      if ((alphabet[at] & 0xc0) == 0x80) continue;
      auto end = at + 1;
      while (end < alphabet.size() && (alphabet[end] & 0xc0) == 0x80) ++end;
      out += alphabet.substr(at, end - at);
      --length;
    }
    return out;
  }

  Bytes body() {
    switch (below(50)) {
      case 0:
        return {};
      case 1:
        return bytes(1 + below(200));
      case 2:
        return "\xef\xbb\xbf{}";
      case 3:
        return text(20'000 + below(60'000), "abc\r\n\t é雪😀");
      default:
        return R"({"text":")" + text(below(300), "abc \\n é雪😀{}[]:,%&=+/\x01\x7f") + "\"}" + (below(9) ? "" : "\r\n");
    }
  }

  std::mt19937_64 random_;
};

signature::Keys keys_of(std::string secret) { return {.secrets = {crypto::Secret(std::move(secret))}}; }

/// The delivery as it arrives: signed, then changed.
Request arriving(const Scheme& scheme, const Delivery& delivery) {
  auto request = *signature::signed_request(scheme, keys_of(delivery.secret), {.body = delivery.body},
                                            signature::stamp_at(scheme, delivery.id, delivery.at));
  if (delivery.change == Change::body) request.body += 'x';
  if (delivery.change == Change::signature) {
    std::string value(*request.headers.find(scheme.signature.header));
    auto& digit = value[value.size() - 10];
    digit = digit == 'a' ? 'b' : 'a';
    request.headers.set(scheme.signature.header, value);
  }
  return request;
}

std::string secret_of_receiver(const Delivery& delivery) {
  return delivery.change == Change::secret ? "whsec_AAAA" : delivery.secret;
}

Instant now_of(const Delivery& delivery) {
  switch (delivery.change) {
    case Change::late:
      return delivery.at + 301s;
    case Change::early:
      return delivery.at - 301s;
    case Change::none:
    case Change::body:
    case Change::signature:
    case Change::secret:
      return delivery.at;
  }
  return delivery.at;
}

test::Question question_of(const Scheme& scheme, const Delivery& delivery) {
  auto request = arriving(scheme, delivery);
  return {.secret = secret_of_receiver(delivery),
          .headers = std::move(request.headers),
          .body = std::move(request.body),
          .now = now_of(delivery),
          .id = delivery.id,
          .at = delivery.at};
}

std::size_t how_many() {
  const char* wish = std::getenv("HOOKCTL_CROSS_CHECKS");
  return wish == nullptr ? 500 : *parse_number(wish, 1, 10'000'000);
}

bool verifies(const Scheme& scheme, const test::Question& question, const Headers& headers, Instant now) {
  const Request request{.headers = headers, .body = question.body};
  return signature::verify(scheme, keys_of(question.secret), request, now).state == signature::State::verified;
}

/// Whether a delivery is due to verify.
bool is_genuine(const Scheme& scheme, const Delivery& delivery) {
  const bool timed = signature::signs_time(scheme);
  switch (delivery.change) {
    case Change::none:
      return true;
    case Change::late:
      return !timed || !scheme.tolerance.past;
    case Change::early:
      return !timed || !scheme.tolerance.future;
    case Change::body:
    case Change::signature:
    case Change::secret:
      return false;
  }
  return false;
}

const Difference* known_difference(const Judge& judge, const Delivery& delivery) {
  for (const auto& difference : judge.differences) {
    if (difference.applies(delivery)) return &difference;
  }
  return nullptr;
}

/// How often what was said of the deliveries of a judge.
struct Counts {
  int accepted = 0;
  int refused = 0;
  int accepted_theirs = 0;
  std::map<std::string, int> differed = {};
};

void compare(const Judge& judge, const Delivery& delivery, const test::Question& question,
             const test::Judgement& answer, Counts& counts) {
  CAPTURE(question.secret);
  CAPTURE(answer.words);
  const bool ours = verifies(judge.scheme, question, question.headers, question.now);
  CHECK(ours == is_genuine(judge.scheme, delivery));
  if (const auto* known = known_difference(judge, delivery)) {
    CHECK_MESSAGE(answer.accepted == known->judge_accepts, known->why);
    ++counts.differed[known->why];
    return;
  }
  CHECK(answer.accepted == ours);
  ++(ours ? counts.accepted : counts.refused);
  REQUIRE(answer.headers);
  const bool theirs = verifies(judge.scheme, question, *answer.headers, question.at);
  CHECK(theirs);
  counts.accepted_theirs += theirs;
}

}  // namespace

TEST_CASE("judges: hookctl and the providers' own libraries judge random deliveries alike, and accept each other's") {
  for (const auto& judge : judges) {
    CAPTURE(judge.name);
    Maker maker(20261121);
    std::vector<Delivery> deliveries;
    std::vector<test::Question> questions;
    for (std::size_t i = 0; i < how_many(); ++i) {
      deliveries.push_back(maker.next(judge.base64_secrets));
      questions.push_back(question_of(judge.scheme, deliveries.back()));
    }
    const auto answers = test::ask_judge(judge.name, questions);
    if (!answers) {
      MESSAGE(judge.name << " was not asked: it is not installed (scripts/fetch-packages)");
      continue;
    }
    Counts counts;
    for (std::size_t i = 0; i < questions.size(); ++i) {
      CAPTURE(i);
      compare(judge, deliveries[i], questions[i], (*answers)[i], counts);
    }
    for (const auto& difference : judge.differences) CHECK_MESSAGE(counts.differed[difference.why] > 0, difference.why);
    CHECK(counts.accepted > 0);
    CHECK(counts.refused > 0);
    MESSAGE(judge.name << ": " << questions.size() << " deliveries, " << counts.accepted << " accepted and "
                       << counts.refused << " refused by both, " << counts.accepted_theirs
                       << " of its own verified here");
  }
}
