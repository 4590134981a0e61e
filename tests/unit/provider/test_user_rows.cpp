#include <doctest/doctest.h>

#include <string>
#include <utility>

#include "provider/catalogue.h"
#include "provider/detect.h"
#include "provider/read_event.h"
#include "signature/sign.h"
#include "signature/verify.h"

using namespace hookctl;
using provider::Catalogue;

namespace {

constexpr const char* my_app = R"({
  // what our own service sends
  "my-app": {
    "name": "My app", "docs": "https://my-app.example/webhooks", "family": "v0_colon",
    "headers": {"signature": "X-My-Sig", "timestamp": "X-My-Time", "id": null},
    "scheme": {"algorithm": "hmac-sha256", "encoding": "hex", "header_format": "prefix", "prefix": "v0=",
               "signed": "v0:{ts}:{body}", "key": "utf8", "ts_unit": "ms", "ts_source": "header",
               "tolerance_past_s": 60, "tolerance_future_s": null},
    "delivery": {"success": [200, 204], "timeout_s": 2.5, "permanent_failure_codes": ["410", "3xx"]},
    "retry": {"documented": "yes", "delays_s": [1, 0.5], "window_s": 7200, "jitter": 0.2,
              "large_body_bytes": 10240, "window_large_body_s": 360},
    "dedupe": {"path": "data.id+data.kind", "where": "json"},
    "event": {"status_path": "state", "status_values": {"done": "succeeded"}, "type_path": "kind",
              "output_paths": ["files[].url"]},
    "samples": {"success": { "state" : "done", "n": 1.10, "s": "a \" b" }},
    "notes": ["ours"]
  } /* the end */
})";

Catalogue with(const std::string& text) {
  Catalogue catalogue;
  const auto defined = catalogue.define({"hookctl.json", 3, text});
  REQUIRE(defined);
  return catalogue;
}

}  // namespace

TEST_CASE("user rows: a row says everything a provider has, in the words of its fields") {
  const auto catalogue = with(my_app);
  const auto* row = catalogue.find("my-app");
  REQUIRE(row != nullptr);
  CHECK(row == &catalogue.rows().front());
  CHECK(std::string(row->title) == "My app");
  CHECK(std::string(row->docs) == "https://my-app.example/webhooks");
  CHECK(std::string(row->defined_in) == "hookctl.json:5");

  REQUIRE(row->schemes.size() == 1);
  const auto& scheme = row->schemes.front();
  CHECK(std::string(scheme.input) == "v0:{ts}:{body}");
  CHECK(std::string(scheme.signature.header) == "X-My-Sig");
  CHECK(std::string(scheme.prefix) == "v0=");
  CHECK(std::string(scheme.timestamp.header) == "X-My-Time");
  CHECK(scheme.unit == signature::TimeUnit::millis);
  CHECK(scheme.tolerance.past == Seconds{60});
  CHECK_FALSE(scheme.tolerance.future);

  CHECK(row->retries.delays.size() == 2);
  CHECK(row->retries.delays[1] == Millis{500});
  CHECK(row->retries.timeout == Millis{2'500});
  CHECK(row->retries.window == Millis{7'200'000});
  REQUIRE(row->retries.large_body);
  CHECK(row->retries.large_body->bytes == 10240);
  CHECK(row->retries.large_body->window == Millis{360'000});
  CHECK(row->retries.documented == retry::Documented::yes);
  CHECK(retry::is_success(row->retries, 204));
  CHECK_FALSE(retry::is_success(row->retries, 202));
  CHECK(row->retries.permanent[1].contains(302));
  CHECK(std::string(row->samples.front().body) == R"({"state":"done","n":1.10,"s":"a \" b"})");
}

TEST_CASE("user rows: its deliveries are recognised, verified and read") {
  const auto catalogue = with(my_app);
  Request request{
      .headers = {{"X-My-Time", "1758798328000"}},
      .body =
          R"({"kind":"file.done","state":"done","data":{"id":7,"kind":"x"},"files":[{"url":"https://files.example/u"}]})"};
  const signature::Keys keys{.secrets = {crypto::Secret("s")}};
  const auto& scheme = catalogue.find("my-app")->schemes.front();
  const Instant now{Seconds{1758798328}};
  request = *signature::signed_request(scheme, keys, request, signature::stamp_at(scheme, "", now));

  const auto detected = provider::detect(request, catalogue.rows());
  REQUIRE(detected);
  CHECK(std::string(detected->provider->name) == "my-app");
  CHECK(detected->basis() == "X-My-Sig starts with 'v0='");
  CHECK(signature::verify(detected->provider->schemes, keys, request, now).state == signature::State::verified);
  CHECK(signature::verify(detected->provider->schemes, keys, request, now + Seconds{61}).reason ==
        signature::Reason::timestamp_too_old);

  const auto event = provider::read_event(*detected->provider, request);
  CHECK(event.id == "7:x");
  CHECK(event.type == "file.done");
  CHECK(event.status == Status::succeeded);
  REQUIRE(event.outputs.size() == 1);
  CHECK(event.outputs.front().url == "https://files.example/u");
}

TEST_CASE("user rows: of a known name, what it mentions replaces hookctl's own and the rest stays") {
  auto catalogue = with(R"({"bfl": {"retry": {"delays_s": [9]}}})");
  CHECK(catalogue.rows().size() == provider::catalogue().size());
  const auto* row = catalogue.find("bfl");
  CHECK(row->retries.delays.size() == 1);
  CHECK(std::string(row->title) == "Black Forest Labs");
  CHECK(std::string(row->schemes.front().signature.header) == "X-BFL-Signature");
  CHECK(row->retries.timeout == Millis{30'000});

  REQUIRE(catalogue.define({"later.json", 1, R"({"bfl": {"name": "Later", "scheme": {"algorithm": null}}})"}));
  CHECK(std::string(catalogue.find("bfl")->title) == "Later");
  CHECK(catalogue.find("bfl")->schemes.empty());
  CHECK(catalogue.find("bfl")->retries.delays.size() == 1);
}

TEST_CASE("user rows: several signatures and times stand where the row says") {
  const auto catalogue = with(R"({"pay": {
    "headers": {"signature": "Pay-Sig"},
    "scheme": {"algorithm": "hmac-sha256", "header_format": "csv_kv", "sig_keys": ["v1"], "signed": "{ts}.{body}",
               "ts_source": "signature field t", "delimiter": ";"}},
   "lst": {"headers": {"signature": "L", "timestamp": "T", "id": "I"},
    "scheme": {"algorithm": "hmac-sha256", "encoding": "base64", "header_format": "space_list", "prefix": "v1,",
               "signed": "{id}.{ts}.{body}", "key": "strip whsec_ if present, then base64-decode"}},
   "tok": {"headers": {"signature": "X-Token"}, "scheme": {"algorithm": "equals"}, "detect_headers": ["X-Tok"]}})");
  const auto& pay = catalogue.find("pay")->schemes.front();
  CHECK(pay.layout == signature::Layout::fields);
  CHECK(pay.separator == ';');
  CHECK(std::string(pay.field) == "v1");
  CHECK(std::string(pay.timestamp_field) == "t");
  const auto& list = catalogue.find("lst")->schemes.front();
  CHECK(list.layout == signature::Layout::list);
  CHECK(list.key == signature::KeyRule::base64_after_prefix);
  CHECK(std::string(list.id.header) == "I");
  CHECK(catalogue.find("tok")->schemes.front().algorithm == signature::Algorithm::token);
  CHECK(std::string(catalogue.find("tok")->marks.header) == "X-Tok");
}

TEST_CASE("user rows: a row may have several schemes, each with headers of its own, and any of them is recognised") {
  const auto catalogue = with(R"({"my-app": {
    "schemes": [
      {"name": "v2", "headers": {"signature": "X-Sig-2"}, "signed": "{ts}.{body}"},
      {"name": "v1", "algorithm": "hmac-sha1", "only_if": ["X-Version", "1"]}],
    "headers": {"signature": "X-Sig", "timestamp": "X-Time", "event_type": "X-Kind"},
    "scheme": {"algorithm": "hmac-sha256"}}})");
  const auto* row = catalogue.find("my-app");
  REQUIRE(row->schemes.size() == 2);
  CHECK(std::string(row->schemes[0].name) == "v2");
  CHECK(std::string(row->schemes[0].signature.header) == "X-Sig-2");
  CHECK(std::string(row->schemes[0].timestamp.header) == "X-Time");
  CHECK(row->schemes[0].algorithm == signature::Algorithm::hmac_sha256);
  CHECK(std::string(row->schemes[1].signature.header) == "X-Sig");
  CHECK(row->schemes[1].algorithm == signature::Algorithm::hmac_sha1);
  CHECK(std::string(row->event.type) == "X-Kind");

  const signature::Keys keys{.secrets = {crypto::Secret("s")}};
  const Instant now{Seconds{1758798328}};
  for (const auto& scheme : row->schemes) {
    CAPTURE(std::string(scheme.name));
    const auto request = signature::signed_request(scheme, keys, {.body = "{}"}, signature::stamp_at(scheme, "", now));
    REQUIRE(request);
    const auto detected = provider::detect(*request, catalogue.rows());
    REQUIRE(detected);
    CHECK(detected->provider == row);
    CHECK(signature::verify(row->schemes, keys, *request, now).state == signature::State::verified);
  }
}

TEST_CASE("user rows: the type of an event is joined from members and headers") {
  struct Case {
    const char* path;
    const char* type;
  };
  constexpr Case cases[] = {
      {"kind", "file.done"},
      {"kind+data.action", "file.done.save"},
      {"header X-Event + json data.action", "upload.save"},
      {"header X-Event", "upload"},
      {"none", ""},
  };
  for (const auto& each : cases) {
    CAPTURE(each.path);
    const auto catalogue = with(R"({"a": {"event": {"type_path": ")" + std::string(each.path) + R"("}}})");
    const auto event = provider::read_event(
        *catalogue.find("a"),
        {.headers = {{"X-Event", "upload"}}, .body = R"({"kind":"file.done","data":{"action":"save"}})"});
    CHECK(event.type == each.type);
  }
}

TEST_CASE("user rows: they stay where they are when the catalogue moves") {
  auto first = with(my_app);
  const auto* row = first.find("my-app");
  const Catalogue second = std::move(first);
  CHECK(second.find("my-app") == row);
  CHECK(std::string(row->schemes.front().input) == "v0:{ts}:{body}");
}

TEST_CASE("user rows: an error names the file, the line and the path of the member") {
  struct Case {
    const char* text;
    const char* message;
    const char* hint;
  };
  const Case cases[] = {
      {"[]", "hookctl.json:3: an object is expected", ""},
      {"{\"a\":\n 5}", "hookctl.json:4: a: an object is expected", ""},
      {"{\"A b\":{}}", "hookctl.json:3: A b: this cannot be the name of a provider",
       "small letters, digits and '-': my-app"},
      {"{\"custom\":{}}", "hookctl.json:3: custom: this cannot be the name of a provider",
       "small letters, digits and '-': my-app"},
      {"{\"a\":{\n\"schem\":{}}}", "hookctl.json:4: unknown member 'a.schem'", "did you mean 'scheme'?"},
      {"{\"a\":{// x\n/* y\n*/\"scheme\":{\"algoritm\":1}}}", "hookctl.json:5: unknown member 'a.scheme.algoritm'",
       "did you mean 'algorithm'?"},
      {R"({"a":{"scheme":{"algorithm":"hmac-sha255"}}})",
       "hookctl.json:3: a.scheme.algorithm: unknown word 'hmac-sha255'", "did you mean 'hmac-sha256'?"},
      {R"({"a":{"scheme":{"signed":"{boddy}"}}})",
       "hookctl.json:3: a.scheme.signed: unknown placeholder '{boddy}' in a scheme's input",
       "known: {id} {ts} {body} {sha256} {crc32} {method} {url} {form} {header:NAME} {json:/pointer}"},
      {R"({"a":{"scheme":{"algorithm":"hmac-sha256"}}})", "hookctl.json:3: a: headers.signature is missing",
       "name the header that carries it"},
      {R"({"a":{"headers":{"signature":"S"},"scheme":{"algorithm":"hmac-sha256","signed":"{ts}"}}})",
       "hookctl.json:3: a: scheme.signed has {ts}, and headers.timestamp is missing",
       R"(or say "ts_source": "signature field t")"},
      {R"({"a":{"schemes":[]}})", "hookctl.json:3: a.schemes: a scheme is expected",
       R"(a row that signs nothing has "scheme": {"algorithm": null})"},
      {"{\"a\":{\"headers\":{\"signature\":\"S\"},\"schemes\":[{\"algorithm\":\"hmac-sha1\"},\n{\"algorithm\":"
       "\"token\"}]}}",
       "hookctl.json:4: a.schemes.1: another scheme of the row has the same name", R"(give each a "name" of its own)"},
      {"{\"a\":{\"schemes\":[\n{\"algorithm\":\"hmac-sha1\"}]}}",
       "hookctl.json:4: a.schemes.0: headers.signature is missing", "name the header that carries it"},
      {"{\"a\":{\"schemes\":[\n{\"algoritm\":1}]}}", "hookctl.json:4: unknown member 'a.schemes.0.algoritm'",
       "did you mean 'algorithm'?"},
      {"{\"a\":{\"schemes\":[\n{\"only_if\":[\"X\"]}]}}",
       "hookctl.json:4: a.schemes.0.only_if: a header and the start of its value are expected",
       R"(write ["X-Signature-Version", "v2"])"},
      {R"({"a":{"retry":{"delays_s":[1,"2"]}}})", "hookctl.json:3: a.retry.delays_s.1: a number is expected", ""},
      {R"({"a":{"delivery":{"success":"2x"}}})", "hookctl.json:3: a.delivery.success: a status is expected",
       "write 404, or \"4xx\" for all of them"},
      {R"({"a":{"event":{"status_values":{"x":"good"}}}})", "hookctl.json:3: a.event.status_values.x: unknown status",
       "known: succeeded, failed, moderated, canceled, progress, other"},
      {R"({"a":{"dedupe":{"where":"body","path":"id"}}})",
       "hookctl.json:3: a.dedupe.where: json, header or 'body hash' is expected", ""},
  };
  for (const auto& [text, message, hint] : cases) {
    CAPTURE(std::string(text));
    Catalogue catalogue;
    const auto defined = catalogue.define({"hookctl.json", 3, text});
    REQUIRE_FALSE(defined);
    CHECK(defined.error().message == message);
    CHECK(defined.error().hint == hint);
  }
}
