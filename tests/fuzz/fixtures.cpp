#include "base/text.h"
#include "capture/fixture.h"
#include "checks.h"
#include "flow/blanks.h"
#include "target.h"

namespace hookctl::fuzz {
namespace {

const flow::Blanks blanks{.now = {},
                          .uuid = "u",
                          .variable = [](const std::string&) { return std::optional<std::string>("v"); },
                          .asset_url = [](const std::string&) -> Result<std::string> { return std::string("a"); }};

void check_written(const capture::Fixture& fixture) {
  const auto again = capture::parse_fixture(to_text(fixture));
  require(again && again->request.body == fixture.request.body, "a body comes back to the byte");
  require(to_text(*again) == to_text(fixture), "what was written is read as it was meant");
}

}  // namespace

void check_fixtures(ByteView input) {
  if (const auto fixture = capture::parse_fixture(input)) check_written(*fixture);
  check_written({.request = {.headers = {{"X-A", Bytes(trim(input))}}, .body = Bytes(input)}});
  const auto text = flow::filled(flow::without_blanks(input), blanks);
  require(text && *text == input, "a text in which nothing is a blank comes back as it was");
}

}  // namespace hookctl::fuzz
