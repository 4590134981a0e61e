#include <doctest/doctest.h>

#include "flow/flaws.h"

using namespace hookctl;
using flow::Attempt;
using flow::Probed;

namespace {

Attempt forged(const std::string& name, const std::string& expected, int status, const std::string& variant = "") {
  return {.forgery = name,
          .variant = variant,
          .status = status,
          .ending = flow::Ending::delivered,
          .expected = expected,
          .ok = false};
}

Probed counted(const std::string& what, std::int64_t after) { return {.what = what, .after = after, .expected = 1}; }

std::vector<std::string> words(const std::vector<flow::Flaw>& flaws) {
  std::vector<std::string> all;
  for (const auto& flaw : flaws) all.push_back(flaw.says);
  return all;
}

}  // namespace

TEST_CASE("flaws: of findings with one cause the cause alone is said, with what shows it") {
  const std::vector<Attempt> attempts{forged("missing", "4xx", 200), forged("stale", "4xx", 200),
                                      forged("tampered-body", "4xx", 200)};
  const auto flaws = flow::flaws_of(attempts, {});
  REQUIRE(flaws.size() == 1);
  CHECK(flaws[0].says == "it does not check signatures: whatever comes is accepted");
  CHECK(flaws[0].shown_by == std::vector<std::string>{"missing"});
}

TEST_CASE("flaws: several causes are each said once, however many variants show them") {
  const std::vector<Attempt> attempts{forged("stale", "4xx", 200), forged("version-unknown", "4xx", 200, "v0"),
                                      forged("version-unknown", "4xx", 200, "v2"), forged("header-case", "2xx", 401)};
  CHECK(words(flow::flaws_of(attempts, {})) ==
        std::vector<std::string>{
            "it does not look at how old a delivery is: what was recorded once can be sent again for ever",
            "it does not look at the version of a signature", "it knows header names in one case only"});
}

TEST_CASE("flaws: an answer of 5xx, a late one and an effect too many are causes of their own") {
  auto late = forged("once", "2xx", 200);
  late.late = true;
  const std::vector<Attempt> attempts{forged("empty", "4xx", 503), late};
  const std::vector<Probed> probed{counted("at-once", 3), counted("after-success", 1)};
  CHECK(words(flow::flaws_of(attempts, probed)) ==
        std::vector<std::string>{
            "it fails with 5xx on what it should refuse, so the provider sends it again",
            "it acknowledges later than the sender waits: answer first, and work afterwards",
            "it looks for an event and stores it in two steps: copies at the same time pass between them"});
}

TEST_CASE("flaws: none where everything was right or nothing is known, and a refused control is none") {
  auto unknown = forged("missing", "4xx", 0);
  unknown.status.reset();
  const std::vector<Attempt> attempts{unknown, forged("control", "2xx", 401), forged("empty", "4xx", 302)};
  CHECK(flow::flaws_of(attempts, std::vector<Probed>{counted("once", 1)}).empty());
}
