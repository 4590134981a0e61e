#include <doctest/doctest.h>

#include <string>

#include "inspector/page.h"
#include "support/files.h"

namespace hookctl::inspector {

TEST_CASE("page: the program holds its files as they stand in the sources") {
  CHECK(page_files().size() >= 10);
  for (const auto& file : page_files()) {
    CAPTURE(file.name);
    const auto path = std::string(HOOKCTL_SOURCE_DIR) + "/src/inspector/page/" + std::string(file.name);
    CHECK(test::read_file(path) == file.bytes);
    CHECK(content_type_of(file.name) != "application/octet-stream");
  }
}

TEST_CASE("page: nothing in it makes markup of text, or asks another server") {
  for (const auto& file : page_files()) {
    CAPTURE(file.name);
    for (const std::string_view word : {"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(",
                                        "new Function", "DOMParser", "https://"}) {
      CAPTURE(word);
      CHECK(file.bytes.find(word) == file.bytes.npos);
    }
  }
}

TEST_CASE("page: script and style sheet carry the nonce that the policy allows") {
  const auto page = page_with("abc");
  CHECK(page.find("{{") == page.npos);
  CHECK(page.find(R"(<script type="module" src="/page/main.js" nonce="abc">)") != page.npos);
  const auto policy = content_policy("abc");
  CHECK(policy.find("script-src 'nonce-abc';") != policy.npos);
  for (const auto* part : {"default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'",
                           "require-trusted-types-for 'script'", "trusted-types 'none'"}) {
    CHECK(policy.find(part) != policy.npos);
  }
}

}  // namespace hookctl::inspector
