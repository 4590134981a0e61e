#include "cli/listen_options.h"

#include <array>
#include <utility>

#include "base/text.h"
#include "cli/allow_remote.h"
#include "cli/keys.h"
#include "cli/listen_reach.h"
#include "cli/listen_rows.h"
#include "cli/read_file.h"
#include "cli/secrets.h"

namespace hookctl::cli {
namespace {

/// How long one search for a cause may take; deliveries do not wait for it.
constexpr Millis explain_budget{2'000};

Result<void> read_receiving(const Settings& settings, const provider::Catalogue& catalogue,
                            flow::ListenOptions& listen) {
  const auto port = settings.number("port", 0, 65535);
  if (!port) return port.error();
  const auto max_body = settings.size("max-body");
  if (!max_body) return max_body.error();
  const auto provider = read_provider(settings, catalogue);
  if (!provider) return provider.error();
  const auto tolerance = read_tolerance(settings);
  if (!tolerance) return tolerance.error();
  listen.receiver = {.host = *settings.text("host"), .port = static_cast<std::uint16_t>(*port)};
  listen.receiver.limits.body = *max_body;
  listen.captures = *settings.text("output");
  listen.sync = settings.text("sync") == "os" ? capture::Sync::os : capture::Sync::disk;
  listen.provider = *provider;
  listen.known = catalogue.rows();
  listen.tolerance = *tolerance;
  listen.credentials = settings.flag("keep-credentials") ? flow::Credentials::kept : flow::Credentials::masked;
  if (!settings.flag("no-explain")) listen.explain_budget = explain_budget;
  if (settings.given("metrics")) {
    const auto metrics = settings.number("metrics", 0, 65535);
    if (!metrics) return metrics.error();
    listen.metrics_port = static_cast<std::uint16_t>(*metrics);
  }
  return {};
}

/// What every scripted answer begins as.
Result<Response> read_base_response(const Settings& settings, Env& env) {
  auto headers = read_given_headers(settings);
  if (!headers) return headers.error();
  Response base{.headers = *std::move(headers), .body = settings.text("body-text").value_or("")};
  if (const auto path = settings.text("body")) {
    if (settings.given("body-text")) return Error{"--body and --body-text exclude each other", "give one of them"};
    auto body = read_body(env, *path);
    if (!body) return body.error();
    base.body = *std::move(body);
  }
  return base;
}

Result<void> read_routes(const Settings& settings, flow::ListenOptions& listen) {
  for (const auto& text : settings.all("forward-to")) {
    auto route = flow::parse_route(text);
    if (!route) return settings.blame("forward-to", route.error());
    listen.routes.push_back(*std::move(route));
  }
  listen.forward_as = settings.text("forward-as") == "event" ? flow::ForwardAs::event : flow::ForwardAs::raw;
  return {};
}

Result<void> read_script(const Settings& settings, Env& env, flow::ListenOptions& listen) {
  const auto base = read_base_response(settings, env);
  if (!base) return base.error();
  const bool has_app = !listen.routes.empty();
  auto script = flow::AnswerScript::parse(settings.text("respond").value_or(has_app ? "app" : "200"), *base);
  if (!script) return settings.blame("respond", script.error());
  if (script->asks_app() && !has_app) {
    return Error{"--respond leaves an answer to the app, and there is no app", "name it with --forward-to URL"};
  }
  if (!script->asks_app() && has_app) {
    return Error{"--respond answers everything, so --forward-to would never be asked",
                 "let the app answer too, for example: --respond 500,app"};
  }
  listen.script = *std::move(script);
  return {};
}

/// Handshakes are answered unless the script or the app is meant to do it.
flow::Handshakes read_handshakes(const Settings& settings) {
  const bool left = settings.given("respond") || settings.given("forward-to");
  return settings.text("challenge").value_or(left ? "off" : "auto") == "auto" ? flow::Handshakes::answered
                                                                              : flow::Handshakes::left;
}

Result<void> read_answering(const Settings& settings, Env& env, flow::ListenOptions& listen) {
  if (const auto routes = read_routes(settings, listen); !routes) return routes;
  if (const auto script = read_script(settings, env, listen); !script) return script;
  if (const auto text = settings.text("key")) {
    const auto key = flow::EventKey::parse(*text);
    if (!key) return settings.blame("key", key.error());
    listen.key = *key;
  }
  if (settings.text("dedupe") == "answer") {
    const auto ttl = settings.duration("dedupe-ttl");
    if (!ttl) return ttl.error();
    listen.dedupe = flow::Dedupe{*ttl};
  }
  if (settings.given("latency-budget")) {
    const auto budget = settings.duration("latency-budget");
    if (!budget) return budget.error();
    listen.latency_budget = *budget;
  }
  listen.admission = settings.flag("require-valid") ? flow::Admission::valid_only : flow::Admission::everything;
  listen.handshakes = read_handshakes(settings);
  listen.verify_token = settings.text("verify-token").value_or("");
  return {};
}

/// `a,b` as a condition on the type of events; nothing when it is not given.
std::string events_condition(const Settings& settings) {
  const auto types = settings.text("events");
  if (!types) return {};
  std::string condition = "event=";
  for (const auto type : split(*types, ',')) {
    if (condition.back() != '=') condition += '|';
    condition += trim(type);
  }
  return condition;
}

/// The condition of an option, joined with another text; none when both are empty.
Result<std::optional<flow::Condition>> read_filter(const Settings& settings, std::string_view name,
                                                   const std::string& further) {
  auto text = settings.text(name).value_or("");
  if (!text.empty() && !further.empty()) text += ',';
  text += further;
  if (text.empty()) return std::optional<flow::Condition>{};
  auto condition = flow::Condition::parse(text);
  if (!condition) return settings.blame(name, condition.error());
  return std::optional(*std::move(condition));
}

Result<void> read_filters(const Settings& settings, flow::Filters& filters) {
  const auto events = events_condition(settings);
  struct Row {
    std::string_view option;
    std::optional<flow::Condition>& filter;
    std::string further;
  };
  const std::array<Row, 3> rows{{{"filter", filters.show, events},
                                 {"save-filter", filters.save, ""},
                                 {"forward-filter", filters.forward, events}}};
  for (const auto& [option, filter, further] : rows) {
    auto read = read_filter(settings, option, further);
    if (!read) return read.error();
    filter = *std::move(read);
  }
  return {};
}

/// The ids of `--expect-id`; `@FILE` stands for its lines.
Result<std::vector<std::string>> read_expected(const Settings& settings) {
  std::vector<std::string> ids;
  for (const auto& text : settings.all("expect-id")) {
    if (!text.starts_with('@')) {
      ids.push_back(text);
      continue;
    }
    const auto lines = read_file(text.substr(1));
    if (!lines) return settings.blame("expect-id", lines.error());
    for (const auto line : split(*lines, '\n')) {
      const auto id = trim(line.ends_with('\r') ? line.substr(0, line.size() - 1) : line);
      if (!id.empty()) ids.emplace_back(id);
    }
  }
  if (ids.empty() && settings.given("expect-id")) return Error{"--expect-id names no id", "write one id a line"};
  return ids;
}

Result<void> read_goals(const Settings& settings, flow::ListenOptions& listen) {
  auto& goals = listen.goals;
  if (settings.given("count")) {
    const auto count = settings.number("count", 1, 1'000'000'000);
    if (!count) return count.error();
    goals.count = *count;
  }
  if (const auto text = settings.text("until")) {
    auto condition = flow::Condition::parse(*text);
    if (!condition) return settings.blame("until", condition.error());
    goals.until = *std::move(condition);
  }
  auto expected = read_expected(settings);
  if (!expected) return expected.error();
  goals.expected = *std::move(expected);
  if (settings.given("timeout")) {
    const auto timeout = settings.duration("timeout");
    if (!timeout) return timeout.error();
    listen.timeout = *timeout;
  }
  return {};
}

Result<void> read_inspecting(const Settings& settings, ListenPlan& plan) {
  if (!settings.given("inspect")) {
    if (!settings.given("allow-remote")) return {};
    return settings.blame("allow-remote", {"there is no inspector that others could open", "add --inspect"});
  }
  const auto port = settings.number("inspect", 0, 65535);
  if (!port) return port.error();
  plan.inspect_port = static_cast<std::uint16_t>(*port);
  auto reach = read_reach(settings);
  if (!reach) return reach.error();
  plan.reach = *std::move(reach);
  return {};
}

}  // namespace

Result<ListenPlan> read_listen_plan(const Command& command, const Settings& settings, Env& env,
                                    const provider::Catalogue& catalogue) {
  ListenPlan plan;
  auto& listen = plan.options;
  if (const auto read = read_receiving(settings, catalogue, listen); !read) return read.error();
  auto fingerprint = read_reaching(settings, env, listen);
  if (!fingerprint) return fingerprint.error();
  plan.fingerprint = *std::move(fingerprint);
  auto keys = read_keyring(command, settings, env, catalogue);
  if (!keys) return keys.error();
  listen.keys = *std::move(keys);
  if (const auto read = read_answering(settings, env, listen); !read) return read.error();
  if (const auto read = read_filters(settings, listen.filters); !read) return read.error();
  if (const auto read = read_goals(settings, listen); !read) return read.error();
  if (const auto read = read_inspecting(settings, plan); !read) return read.error();
  auto redaction = read_redaction(settings, catalogue, listen.captures);
  if (!redaction) return redaction.error();
  listen.redaction = *std::move(redaction);
  return plan;
}

}  // namespace hookctl::cli
