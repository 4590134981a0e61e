#include "flow/check_fixture.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/json.h"
#include "base/text.h"
#include "base/units.h"
#include "flow/blanks.h"
#include "flow/body_pattern.h"
#include "flow/credentials.h"
#include "flow/expectation.h"
#include "flow/live_secret.h"
#include "provider/read_event.h"

namespace hookctl::flow {
namespace {

using capture::Fixture;
using provider::Provider;
using Findings = std::vector<FixtureFinding>;

/// A text of a fixture and where it stands.
struct Text {
  std::string where;
  Bytes text;
};

void add_texts(const json::Token& token, const std::string& pointer, std::vector<Text>& texts) {
  if (token.kind == json::Kind::string) texts.push_back({"body " + pointer, json::text_of(token)});
  std::size_t index = 0;
  if (token.kind == json::Kind::array) {
    for (const auto& each : json::find_all(token, "/*")) add_texts(each, fmt::format("{}/{}", pointer, index++), texts);
  }
  for (const auto& [key, value] : json::members(token)) add_texts(value, pointer + "/" + key, texts);
}

std::vector<Text> texts_of(const Fixture& fixture) {
  std::vector<Text> texts{{"target", fixture.request.target}, {"url", fixture.request.url}};
  for (const auto& [name, value] : fixture.request.headers) texts.push_back({"header " + name, value});
  if (const auto root = json::parse(fixture.request.body)) {
    add_texts(*root, "", texts);
  } else {
    texts.push_back({"body", fixture.request.body});
  }
  return texts;
}

const Provider* named(const Fixture& fixture, std::span<const Provider> known) {
  const auto row =
      std::find_if(known.begin(), known.end(), [&](const Provider& each) { return each.name == fixture.provider; });
  return row == known.end() ? nullptr : &*row;
}

void look_for_secrets(const std::vector<Text>& texts, Findings& findings) {
  for (const auto& [where, text] : texts) {
    if (const auto whose = live_secret_in(text)) findings.push_back({where, fmt::format("looks like {}", *whose)});
  }
}

void look_for_credentials(const Fixture& fixture, std::span<const Provider> known, Findings& findings) {
  const auto& headers = fixture.request.headers;
  for (const auto& name : CredentialHeaders(known).of(fixture.request)) {
    const auto value = headers.find(name).value_or("");
    if (value.find("{{") == value.npos && !value.empty()) {
      findings.push_back({"header " + name, "is a credential; write {{env:NAME}} or {{sign}} in its place"});
    }
  }
}

/// Whether nobody can have this host, so that a URL of it is an example.
bool is_example(std::string_view url) {
  const auto host = url.substr(url.find("://") + 3);
  const auto name = host.substr(0, host.find_first_of("/:?#"));
  constexpr std::array<std::string_view, 8> endings{".example",    ".test",       ".invalid",    ".localhost",
                                                    "example.com", "example.org", "example.net", "localhost"};
  return name.starts_with("127.") ||
         std::any_of(endings.begin(), endings.end(), [&](std::string_view each) { return name.ends_with(each); });
}

/// What the query of a URL has that works for some time only.
constexpr std::array<std::string_view, 6> expiring_parameters{
    "X-Amz-Expires=", "X-Goog-Expires=", "Expires=", "expires=", "&se=", "?se="};

bool is_signed_for_a_time(std::string_view text) {
  if (!text.starts_with("http://") && !text.starts_with("https://")) return false;
  return std::any_of(expiring_parameters.begin(), expiring_parameters.end(),
                     [&](std::string_view each) { return text.find(each) != text.npos; });
}

void look_for_expiring_urls(const Fixture& fixture, const Provider* row, const std::vector<Text>& texts,
                            Findings& findings) {
  std::vector<std::string> outputs;
  if (row != nullptr && row->outputs_live) {
    for (const auto& output : provider::read_event(*row, fixture.request).outputs) outputs.push_back(output.url);
  }
  for (const auto& [where, text] : texts) {
    const bool is_output = std::find(outputs.begin(), outputs.end(), text) != outputs.end();
    if (is_output && text.starts_with("http") && !is_example(text)) {
      findings.push_back({where, fmt::format("a URL of {} works for {}; put the file beside the fixture and write "
                                             "{{{{asset:FILE}}}}",
                                             row->name, hookctl::to_text(Micros(*row->outputs_live)))});
    } else if (is_signed_for_a_time(text)) {
      findings.push_back({where, "a URL that is signed for some time only; write {{asset:FILE}} in its place"});
    }
  }
}

void look_at_provider(const Fixture& fixture, std::span<const Provider> known, const Provider* row,
                      Findings& findings) {
  if (!fixture.provider.empty() && row == nullptr) {
    std::vector<std::string_view> names;
    for (const auto& each : known) names.push_back(each.name);
    findings.push_back({"provider", "is unknown; " + did_you_mean(fixture.provider, names)});
  }
  if (row == nullptr) return;
  for (const auto& scheme : row->schemes) {
    const auto signature = fixture.request.headers.find(scheme.signature.header);
    if (scheme.signature.header.empty() || !signature || has_blank(*signature, "sign")) continue;
    if (!signature::signs_time(scheme) || !scheme.tolerance.past) continue;
    FixtureFinding old{fmt::format("header {}", scheme.signature.header),
                       fmt::format("a signature is taken for {} only; write {{{{sign}}}} in its place",
                                   hookctl::to_text(Micros(*scheme.tolerance.past)))};
    // Schemes may share a header.
    if (findings.empty() || findings.back() != old) findings.push_back(std::move(old));
  }
}

void look_at_expectations(const Fixture& fixture, Findings& findings) {
  const auto& [status, body, max_latency] = fixture.expect;
  const auto complain = [&](const std::string& where, const Error& error) {
    findings.push_back({"expect " + where, error.message});
  };
  if (const auto read = Expectation::parse(status); !status.empty() && !read) complain("status", read.error());
  if (const auto read = BodyPattern::parse(body); !body.empty() && !read) complain("body", read.error());
  if (const auto read = parse_duration(max_latency); !max_latency.empty() && !read) {
    complain("max_latency", read.error());
  }
}

void look_for_assets(const std::vector<Text>& texts, const std::function<bool(const std::string&)>& is_there,
                     Findings& findings) {
  for (const auto& [where, text] : texts) {
    const Blanks blanks{.now = {},
                        .uuid = {},
                        .variable = [](const std::string&) { return std::optional<std::string>(""); },
                        .asset_url = [&](const std::string& file) -> Result<std::string> {
                          if (!is_there(file)) {
                            findings.push_back({where, fmt::format("there is no file '{}' beside the fixture",
                                                                   escape_for_terminal(file))});
                          }
                          return std::string{};
                        }};
    if (const auto done = filled(text, blanks); !done) findings.push_back({where, done.error().message});
  }
}

}  // namespace

std::vector<FixtureFinding> findings_in(const Fixture& fixture, std::span<const Provider> known,
                                        const std::function<bool(const std::string& asset)>& is_there) {
  const auto* row = named(fixture, known);
  const auto texts = texts_of(fixture);
  Findings findings;
  look_for_secrets(texts, findings);
  look_for_credentials(fixture, known, findings);
  look_for_expiring_urls(fixture, row, texts, findings);
  look_at_provider(fixture, known, row, findings);
  look_at_expectations(fixture, findings);
  look_for_assets(texts, is_there, findings);
  return findings;
}

}  // namespace hookctl::flow
