#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/clock.h"
#include "webhook/headers.h"

namespace hookctl::test {

/// Whether somebody else's verifier accepts a delivery, and its own words.
struct Judgement {
  bool accepted = false;
  std::string words = {};
};

/// Asks a judge of tests/judges (`standardwebhooks`), with its clock at `now`. Nothing when it is not installed;
/// `scripts/fetch-judges` installs it. Judges read bodies as UTF-8.
std::optional<Judgement> ask_judge(std::string_view judge, std::string_view secret, const Headers& headers,
                                   ByteView body, Instant now);

}  // namespace hookctl::test
