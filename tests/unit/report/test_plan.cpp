#include "report/plan.h"

#include <doctest/doctest.h>

#include <array>

#include "provider/catalogue.h"

using namespace hookctl;

namespace {

std::string plan_of(std::string_view provider) {
  const auto& row = *provider::find_provider(provider);
  return report::plan_text(row, row.retries);
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

}  // namespace

TEST_CASE("plan: every figure of every row is either documented or assumed") {
  for (const auto& row : provider::catalogue()) {
    CAPTURE(std::string(row.name));
    const auto text = plan_of(row.name);
    const auto documented = text.find("documented  "), assumed = text.find("assumed     ");
    const auto count = text.find("number of attempts"), answer = text.find("time to answer");
    REQUIRE(count != text.npos);
    REQUIRE(answer != text.npos);
    CHECK((documented != text.npos || assumed != text.npos));
    CHECK(has(text, "source      https://"));
    // What a row calls documented as a whole has documented delays; what it calls assumed has none.
    if (row.retries.documented == retry::Documented::no) CHECK_FALSE(row.retries.published.delays);
    if (row.retries.published.window) CHECK(row.retries.window);
    if (row.retries.published.jitter) CHECK(row.retries.jitter > 0);
  }
}

TEST_CASE("plan: what is documented and what is assumed of Higgsfield") {
  const auto text = plan_of("higgsfield");
  CHECK(has(text, "documented  time to answer, window\n"));
  CHECK(has(text, "assumed     number of attempts, delays, jitter\n"));
  CHECK(has(text, "never again 4xx\n"));
  CHECK(has(text, "in the end  nothing more is sent; the result stays at the status URL\n"));
}

TEST_CASE("plan: a schedule of the user's is the user's") {
  constexpr std::array delays{Millis{1'000}};
  constexpr std::array triggers{retry::StatusRange{500, 599}};
  constexpr std::array reasons{retry::NoAnswer::timeout, retry::NoAnswer::lost};
  const retry::Schedule own{.delays = delays, .retry_on = retry::RetryOn{triggers, reasons}, .source = "--schedule"};
  const auto text = report::plan_text(*provider::find_provider("bfl"), own);
  CHECK(text.starts_with("bfl: 2 attempts, yours\n"));
  CHECK(has(text, "again after 5xx, timeout, reset\n"));
  CHECK_FALSE(has(text, "assumed"));
}
