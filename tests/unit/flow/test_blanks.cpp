#include <doctest/doctest.h>

#include <set>

#include "flow/blanks.h"

using namespace hookctl;

namespace {

const flow::Blanks blanks{
    .now = Instant{Seconds{1'700'000'000}},
    .uuid = "8f14e45f-ceea-467f-a0e6-0f0f0f0f0f0f",
    .variable =
        [](const std::string& name) { return name == "HOME" ? std::optional<std::string>("/h") : std::nullopt; },
    .asset_url = [](const std::string& file) -> Result<std::string> { return "http://127.0.0.1:1/" + file; },
};

}  // namespace

TEST_CASE("blanks: each is filled, and other words in braces stay") {
  struct Case {
    Bytes text;
    Bytes full;
  };
  const Case cases[] = {
      {"", ""},
      {"{{now}}", "1700000000"},
      {"{{now:iso}} {{now}}", "2023-11-14T22:13:20.000000Z 1700000000"},
      {"{{uuid}}/{{uuid}}", blanks.uuid + "/" + blanks.uuid},
      {"a{{env:HOME}}b", "a/hb"},
      {"{{asset:a/cat.png}}", "http://127.0.0.1:1/a/cat.png"},
      {"[{{sign}}]", "[]"},
      {"{{name}} {{ now }} {{now", "{{name}} {{ now }} {{now"},
      {"{{{now}}}", "{1700000000}"},
      {"{{open}}now}}", "{{now}}"},
  };
  for (const auto& [text, full] : cases) {
    CAPTURE(text);
    const auto done = flow::filled(text, blanks);
    REQUIRE(done);
    CHECK(*done == full);
  }
}

TEST_CASE("blanks: a variable that is not set is an error that names it") {
  const auto done = flow::filled("{{env:NOWHERE}}", blanks);
  REQUIRE_FALSE(done);
  CHECK(done.error().message.find("NOWHERE") != std::string::npos);
}

TEST_CASE("blanks: a text that looks like one comes back as it was") {
  for (const Bytes text : {"{{now}}", "{{open}}", "{{env:HOME}} {{{sign}}}", "{{{{now}}}}", "{{x}} }} {{", "{{env:{{now}}"}) {
    CAPTURE(text);
    const auto done = flow::filled(flow::without_blanks(text), blanks);
    REQUIRE(done);
    CHECK(*done == text);
  }
}

TEST_CASE("blanks: uuids are of version 4 and differ") {
  std::set<std::string> seen;
  for (int i = 0; i < 100; ++i) {
    const auto uuid = flow::fresh_uuid();
    CAPTURE(uuid);
    CHECK(uuid.size() == 36);
    CHECK(uuid[14] == '4');
    CHECK(std::string("89ab").find(uuid[19]) != std::string::npos);
    seen.insert(uuid);
  }
  CHECK(seen.size() == 100);
}
