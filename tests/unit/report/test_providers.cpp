#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "base/text.h"
#include "provider/catalogue.h"
#include "report/providers.h"

using namespace hookctl;

TEST_CASE("providers list: two lines a row, and the second column starts in the same place in each") {
  const auto text = report::provider_list_text(provider::catalogue());
  const auto lines = split(text, '\n');
  const auto& rows = provider::catalogue();
  REQUIRE(lines.size() == 2 * rows.size() + 1);
  const auto column = lines[0].find(rows[0].title);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    CAPTURE(std::string(rows[i].name));
    CHECK(lines[2 * i].starts_with(rows[i].name));
    CHECK(lines[2 * i].substr(column).starts_with(rows[i].title));
    CHECK(lines[2 * i + 1].find_first_not_of(' ') == column);
  }
}

TEST_CASE("providers show: says in words what a row says in numbers") {
  struct Case {
    const char* provider;
    const char* line;
  };
  constexpr Case cases[] = {
      {"bfl", "  4 attempts (documented: yes)\n  delays      1 s, 5 s, 30 s\n  to answer   30 s\n  delivered   2xx\n"},
      {"bfl", "outputs live 10 min\n"},
      {"fal", "  never again 3xx\n  3xx         is not followed and ends the delivery for good\n"},
      {"fal", "  to answer   15 s, retries 2 min\n"},
      {"fal", "  window      1 h; 6 min for bodies of 10240 bytes and more\n"},
      {"fal", "\\n{ts}\\n{sha256} in X-Fal-Webhook-Signature\n"},
      {"luma", "  none: its deliveries are not signed\n"},
      {"luma", "  delays      100 ms × 3\n"},
      {"luma", "  delivered   200\n"},
      {"elevenlabs", "  never again 201-407, 409-428, 430-499\n"},
      {"elevenlabs", "timestamp: field t of the signature (Unix seconds); at most 1800 s old, or of the future\n"},
      {"heygen", "timestamp: Heygen-Timestamp (Unix seconds, not signed); at most 300 s old, or of the future\n"},
      {"gemini", "timestamp: claim iat of the JWT (Unix seconds); at most 300 s old, at most 300 s ahead\n"},
      {"kie", "timestamp: X-Webhook-Timestamp (Unix seconds); of any age, or of the future\n"},
      {"gemini", "  jwt         jwt-rs256 in webhook-signature\n"},
      {"huggingface", "  1 attempt (documented: no)\n  delays      none\n"},
      {"huggingface", "  id          SHA-256 of the body\n"},
      {"deepgram", "  token       static token in dg-token\n"},
      {"kie", "only with: body /data/taskId\n"},
      {"hubspot", "only with: X-HubSpot-Signature-Version that starts with 'v2'\n"},
      {"github", "  type        X-GitHub-Event + body /action\n"},
      {"shopify", "  occurred at body /updated_at or X-Shopify-Triggered-At or shopify-triggered-at\n"},
      {"luma", "  id          body /id : body /state\n"},
      {"luma", "              completed = succeeded\n"},
      {"wavespeed", "\nendpoint\n  ?webhook={url}\n"},
      {"kling", "\nassumed\n  retries and delays\n"},
  };
  for (const auto& each : cases) {
    const auto text = report::provider_text(*provider::find_provider(each.provider));
    CAPTURE(text);
    CAPTURE(std::string(each.line));
    CHECK(text.find(each.line) != text.npos);
  }
}

TEST_CASE("providers show --json: one line with every part of the row, null where nothing is known") {
  const auto line = report::provider_json(*provider::find_provider("fal"));
  CHECK(line.find('\n') == line.size() - 1);
  const auto row = nlohmann::json::parse(line);
  CHECK(row["type"] == "provider");
  CHECK(row["schemes"][0]["algorithm"] == "ed25519");
  CHECK(row["delivery"]["success"] == nlohmann::json::array({"2xx"}));
  CHECK(row["delivery"]["permanent_failure_codes"] == nlohmann::json::array({"3xx"}));
  CHECK(row["delivery"]["special_codes"].contains("3xx"));
  CHECK(row["retry"]["max_retries"] == 31);
  CHECK(row["retry"]["retry_timeout_ms"] == 120'000);
  CHECK(row["retry"]["window_large_body_ms"] == 360'000);
  CHECK(row["event"]["status_values"]["ERROR"] == "failed");
  CHECK(row["event"]["error_path"] == "/error|/payload_error");
  CHECK(row["outputs_live_ms"].is_null());
  CHECK(row["handshake"].is_null());
  CHECK(row["endpoint_given"] == "?fal_webhook={url}");
  CHECK(row["samples"].contains("payload_error"));
  CHECK(row["assumed"].size() == 2);
}
