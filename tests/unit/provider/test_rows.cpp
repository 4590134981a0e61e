#include <doctest/doctest.h>

#include <array>
#include <set>
#include <string>

#include "base/json.h"
#include "base/text.h"
#include "flow/sample.h"
#include "provider/catalogue.h"
#include "provider/read_event.h"
#include "provider/rows/delays.h"

using namespace hookctl;
using provider::doubling;
using provider::every;

static_assert(doubling<4>(Millis{30}, Millis{100}) == std::array{Millis{30}, Millis{60}, Millis{100}, Millis{100}});
static_assert(every<2>(Millis{7}) == std::array{Millis{7}, Millis{7}});

namespace {

constexpr Instant now{Seconds{1'758'798'328}};

bool is_form_row(const provider::Provider& row) {
  return row.content_type.starts_with("application/x-www-form-urlencoded");
}

/// Its id where it is a header, as a delivery carries it.
Headers headers_of(const provider::Provider& row) {
  Headers headers;
  for (const auto& place : row.event.id)
    if (!place.header.empty()) headers.set(split(place.header, '|').front(), "msg_1");
  return headers;
}

}  // namespace

TEST_CASE("catalogue: names are unique, and every row names its page, its source and what it does in the end") {
  std::set<std::string_view> names;
  for (const auto& row : provider::catalogue()) {
    CAPTURE(std::string(row.name));
    CHECK(names.insert(row.name).second);
    CHECK(row.docs.starts_with("https://"));
    CHECK_FALSE(row.retries.source.empty());
    CHECK_FALSE(row.title.empty());
    CHECK_FALSE(row.gives_up.empty());
    if (row.retries.documented != retry::Documented::yes) CHECK_FALSE(row.retries.note.empty());
  }
}

TEST_CASE("catalogue: every row has a success sample, an event with an id, and samples are JSON but for forms") {
  for (const auto& row : provider::catalogue()) {
    CAPTURE(std::string(row.name));
    REQUIRE_FALSE(row.samples.empty());
    CHECK(row.samples.front().name == "success");
    for (const auto& sample : row.samples) {
      CAPTURE(std::string(sample.name));
      CHECK(json::parse(sample.body).operator bool() != is_form_row(row));
    }
    const std::string success(row.samples.front().body);
    CHECK_FALSE(provider::read_event(row, {.headers = headers_of(row), .body = success}).id.empty());
  }
}

TEST_CASE("catalogue: simulated samples are fresh and still the JSON they were") {
  for (const auto& row : provider::catalogue()) {
    if (is_form_row(row)) continue;
    for (const auto& sample : row.samples) {
      CAPTURE(std::string(row.name));
      CAPTURE(std::string(sample.name));
      const auto request = flow::sample_request(row, sample.name, "", now);
      REQUIRE(request);
      CHECK(json::parse(request->body));
    }
  }
}

TEST_CASE("catalogue: the delays of a schedule fit into its window, and the schemes of a row differ in name") {
  for (const auto& row : provider::catalogue()) {
    CAPTURE(std::string(row.name));
    Millis sum{};
    for (const auto delay : row.retries.delays) sum += delay;
    if (row.retries.window) CHECK(sum <= *row.retries.window);
    std::set<std::string_view> schemes;
    for (const auto& scheme : row.schemes) CHECK(schemes.insert(scheme.name).second);
  }
}

TEST_CASE("catalogue: times in the body are written anew in the unit they had") {
  struct Case {
    const char* provider;
    const char* written;
  };
  constexpr Case cases[] = {
      {"openai", "\"created_at\": 1758798328,"},
      {"elevenlabs", "\"event_timestamp\":1758798328,"},
      {"kling", "\"updated_at\":1758798328000,"},
      {"bfl", "\"timestamp\":\"2025-09-25T11:05:28.000000Z\""},
  };
  for (const auto& each : cases) {
    CAPTURE(each.provider);
    const auto request = flow::sample_request(*provider::find_provider(each.provider), "success", "", now);
    REQUIRE(request);
    CAPTURE(request->body);
    CHECK(request->body.find(each.written) != request->body.npos);
  }
}

TEST_CASE("sample: an id and a time that stand in a header are as fresh as those in the body") {
  const auto once = *flow::sample_request(*provider::find_provider("github"), "success", "", now);
  const auto again = *flow::sample_request(*provider::find_provider("github"), "success", "", now);
  CHECK(once.headers.find("X-GitHub-Delivery") != again.headers.find("X-GitHub-Delivery"));
  CHECK(once.headers.find("X-GitHub-Hook-ID") == "292430182");
  const auto sns = *flow::sample_request(*provider::find_provider("aws-sns"), "success", "", now);
  CHECK(sns.body.find(*sns.headers.find("x-amz-sns-message-id")) != Bytes::npos);
  const auto square = *flow::sample_request(*provider::find_provider("square"), "success", "", now);
  CHECK(square.headers.find("square-initial-delivery-timestamp")->starts_with("2025-09-25T"));
}
