#include <array>

#include "base/json.h"
#include "base/time_text.h"
#include "cli/commands.h"
#include "cli/keys.h"
#include "cli/output_options.h"
#include "cli/provider_option.h"
#include "cli/request_options.h"
#include "cli/say.h"
#include "cli/secrets.h"
#include "cli/settings.h"
#include "flow/signing.h"
#include "report/signature.h"

namespace hookctl::cli {
namespace {

constexpr std::array arguments{
    Argument{.name = "BODY",
             .help = "the body, exact bytes: a file, or - for stdin",
             .count = Count::at_most_one,
             .suggest = Suggest::file},
};

constexpr std::array options{
    acting_provider_option,
    scheme_option,
    method_option,
    url_option,
    body_text_option,
    header_option,
    headers_option,
    Option{.name = "id", .placeholder = "ID", .help = "the event id to sign", .otherwise = "a fresh one"},
    Option{.name = "timestamp", .placeholder = "TIME", .help = "the time to sign", .otherwise = "now"},
    now_option,
    Option{.name = "show-input", .help = "show the bytes that are signed, too"},
};

constexpr std::array groups{OptionGroup{"Options", options}, secret_group, private_key_group, output_group};

constexpr std::array<std::string_view, 4> examples{
    "hookctl sign body.json --provider bfl --secret-env BFL_SECRET",
    "hookctl sign body.json --provider bfl --secret-file key | curl -H @- --data-binary @body.json URL",
    "hookctl sign --body-text '{}' --provider standard-webhooks --id msg_1 --secret-env KEY --json",
    "hookctl sign body.json --scheme 'hmac-sha256 hex \"{ts}.{body}\" X-Sig prefix=v1=' --secret-env KEY",
};

Result<Bytes> body_of(Env& env, const Settings& settings) {
  const auto path = settings.argument("BODY");
  const auto text = settings.text("body-text");
  if (path && text) return Error{"the body is given twice", "give BODY or --body-text, not both"};
  if (text) return *text;
  if (path) return read_body(env, *path);
  return Error{"no body to sign", "give a file, - for stdin, or --body-text TEXT"};
}

/// What editors and `echo` add is signed like any other byte, and rarely meant.
void warn_of_newline(Env& env, const Bytes& body) {
  if (body.ends_with('\n') && json::parse(body)) {
    warn(env, "the body is JSON and ends in a newline, which is signed too; providers send none");
  }
}

Result<Request> read_request(Env& env, const Settings& settings) {
  auto headers = read_headers(env, settings);
  if (!headers) return headers.error();
  auto body = body_of(env, settings);
  if (!body) return body.error();
  warn_of_newline(env, *body);
  return Request{.method = *settings.text("method"),
                 .headers = *std::move(headers),
                 .body = *std::move(body),
                 .url = settings.text("url").value_or("")};
}

Result<signature::Stamp> read_stamp(const Env& env, const Settings& settings, const signature::Scheme& scheme,
                                    const Request& request) {
  auto now = read_now(env, settings);
  if (!now) return now.error();
  if (const auto text = settings.text("timestamp")) {
    now = parse_time(*text);
    if (!now) return settings.blame("timestamp", now.error());
  }
  return flow::stamp_for(scheme, request, settings.text("id").value_or(""), *now);
}

Exit run_sign(Env& env, const Settings& settings) {
  const auto catalogue = read_catalogue(sign_command, settings);
  if (!catalogue) return fail(env, catalogue.error());
  const auto provider = required_provider(settings, *catalogue);
  if (!provider) return fail(env, provider.error());
  const auto keyring = read_keyring(sign_command, settings, env, *catalogue);
  if (!keyring) return fail(env, keyring.error());
  const auto& keys = keyring->of((*provider)->name);
  const auto scheme = flow::scheme_to_sign(**provider, keys);
  if (!scheme) return fail(env, scheme.error());
  const auto request = read_request(env, settings);
  if (!request) return fail(env, request.error());
  const auto stamp = read_stamp(env, settings, **scheme, *request);
  if (!stamp) return fail(env, stamp.error());
  const auto carried = signature::sign(**scheme, keys, *request, *stamp);
  if (!carried) return fail(env, carried.error());
  report::Signed made{.provider = (*provider)->name, .carried = *carried};
  if (settings.flag("show-input")) {
    made.input = *signature::input_to_sign(**scheme, keys, *request, *stamp);
  }
  env.out.write(settings.flag("json") ? report::signature_json(made) : report::signature_text(made));
  if (made.input && !settings.flag("json")) env.err.write(report::input_text(*made.input));
  return Exit::ok;
}

}  // namespace

const Command sign_command{
    .name = "sign",
    .summary = "compute the signature headers of a body",
    .arguments = arguments,
    .groups = groups,
    .examples = examples,
    .details = "Prints header lines, ready for: curl -H @-",
    .run = run_sign,
};

}  // namespace hookctl::cli
