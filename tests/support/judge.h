#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/clock.h"
#include "webhook/headers.h"

namespace hookctl::test {

/// A delivery that somebody else's verifier is asked about, with its clock at `now`.
struct Question {
  std::string secret;
  Headers headers;
  Bytes body;
  Instant now;
  std::optional<std::string> id = {};  // given: the judge is also asked to sign the body, for this id at this time
  Instant at = {};
};

/// Whether it accepts the delivery, and its own words; and what it signs the same body with.
struct Judgement {
  bool accepted = false;
  std::string words = {};
  std::optional<Headers> headers = {};
};

/// Asks a judge of tests/judges (`standardwebhooks`, `stripe`, `github`) about deliveries, in one process. Nothing when
/// it is not installed; `scripts/fetch-packages` installs it. Judges read bodies as UTF-8.
std::optional<std::vector<Judgement>> ask_judge(std::string_view judge, std::span<const Question> questions);

/// The same about one delivery.
std::optional<Judgement> ask_judge(std::string_view judge, std::string_view secret, const Headers& headers,
                                   ByteView body, Instant now);

}  // namespace hookctl::test
