#include <doctest/doctest.h>

#include <set>

#include "flow/new_event.h"
#include "provider/catalogue.h"
#include "provider/read_event.h"

using namespace hookctl;

namespace {

const Instant now{Seconds{1'700'000'000}};

/// The ids of a delivery made a new event a few times over.
std::set<std::string> ids(const provider::Provider& row, const Request& request) {
  std::set<std::string> all{provider::read_event(row, request).id};
  for (int i = 0; i < 3; ++i) {
    const auto made = flow::as_new_event(request, row.event.id, now);
    REQUIRE(made);
    all.insert(provider::read_event(row, *made).id);
  }
  return all;
}

}  // namespace

TEST_CASE(
    "as_new_event: of every provider that names its events, each one made is another, and the last like the first") {
  for (const auto& row : provider::catalogue()) {
    if (row.samples.empty()) continue;
    CAPTURE(row.name);
    Request request{.body = Bytes(row.samples.front().body)};
    for (const auto& [name, value] : row.headers) request.headers.set(name, std::string(value));
    if (provider::read_event(row, request).id.empty()) continue;
    CHECK(ids(row, request).size() >= 3);
  }
}

TEST_CASE("as_new_event: the form of an id stays") {
  const auto* bfl = provider::find_provider("bfl");
  struct Case {
    std::string body;
    std::string start;
    std::size_t size;
  };
  const Case cases[] = {{R"({"id":"gen_1"})", R"({"id":"gen_0)", 7 + 4 + 26 + 2},
                        {R"({"id":12345})", R"({"id":)", 12},
                        {R"({"id":"8f14e45f-ceea-467f-a0e6-0f0f0f0f0f0f"})", R"({"id":")", 45}};
  for (const auto& [body, start, size] : cases) {
    CAPTURE(body);
    const auto made = flow::as_new_event({.body = body}, bfl->event.id, now);
    REQUIRE(made);
    CHECK(made->body != body);
    CHECK(made->body.starts_with(start));
    CHECK(made->body.size() == size);
  }
  CHECK(flow::as_new_event({.body = "not JSON"}, bfl->event.id, now)->body.starts_with("not JSON "));
  CHECK(flow::as_new_event({.body = "a"}, {}, now)->body.starts_with("a "));
}
