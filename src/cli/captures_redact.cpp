#include <fmt/format.h>

#include <array>
#include <optional>
#include <utility>

#include "base/text.h"
#include "capture/log_file.h"
#include "capture/redact_log.h"
#include "cli/commands.h"
#include "cli/provider_option.h"
#include "cli/redacted_output.h"
#include "cli/redaction_option.h"
#include "cli/say.h"
#include "cli/settings.h"
#include "report/redacted.h"

namespace hookctl::cli {
namespace {

constexpr std::array arguments{
    Argument{.name = "FILE", .help = "the capture log", .suggest = Suggest::file},
    Argument{.name = "RULE", .help = redaction_forms, .count = Count::at_least_one},
};

constexpr std::array json_options{
    Option{.name = "json", .help = "print a JSON object with what was done, where the log itself is not on stdout"},
};

constexpr std::array groups{OptionGroup{"Options", redacted_output_options}, OptionGroup{"Output", json_options}};

constexpr std::array<std::string_view, 3> examples{
    "hookctl captures redact captures.jsonl json:/customer/email > shared.jsonl",
    "hookctl captures redact captures.jsonl 'json:/items/*/name' header:X-Customer -o shared.jsonl",
    "hookctl captures redact captures.jsonl query:token --in-place",
};

constexpr std::string_view details =
    "Equal values get equal placeholders. The key they are made with lies beside the log\n"
    "(FILE.redaction-key) when a listener made it; else it is forgotten at the end. A body that is no\n"
    "JSON is replaced whole when a rule is about JSON. What a body could be guessed by (its signatures\n"
    "and hashes) is replaced with it.";

Result<capture::Redaction> read_redaction(const Settings& settings, const std::string& log) {
  const auto catalogue = read_catalogue(captures_redact_command, settings);
  if (!catalogue) return catalogue.error();
  return redaction_of(settings.arguments("RULE"), *catalogue, log);
}

Error no_log(const std::string& path) {
  return Error{fmt::format("cannot redact '{}': no such file", escape_for_terminal(path)),
               "name a capture log, as written by: hookctl listen -o FILE"};
}

/// Nobody may write to a log that is replaced; locking would create one that is not there.
Result<Fd> locked(const std::string& log) {
  if (capture::state_of(log) == capture::FileState{}) return no_log(log);
  return capture::open_locked(log);
}

Result<capture::RedactedLog> redact(Env& env, const Settings& settings, const std::string& log,
                                    const capture::Redaction& redaction) {
  auto output = RedactedOutput::open(env, settings, log);
  if (!output) return output.error();
  std::optional<Fd> lock;
  if (settings.flag("in-place")) {
    auto held = locked(log);
    if (!held) return held.error();
    lock = *std::move(held);
  }
  auto done = capture::redact_log(log, redaction, [&](ByteView line) { return output->write(line); });
  if (!done) return done;
  if (const auto kept = output->keep(); !kept) return kept.error();
  return done;
}

Exit run_redact(Env& env, const Settings& settings) {
  const auto log = *settings.argument("FILE");
  const bool json = settings.flag("json");
  if (json && !settings.flag("in-place") && !settings.text("into")) {
    return fail(env, {"--json would stand among the records of the log on stdout", "add -o FILE or --in-place"});
  }
  const auto redaction = read_redaction(settings, log);
  if (!redaction) return fail(env, redaction.error());
  const auto done = redact(env, settings, log, *redaction);
  if (!done) return fail(env, done.error());
  for (const auto& kept : done->kept) {
    warn(env, fmt::format("{}; it was kept as it is and may hold what was to go", capture::to_text(kept)));
  }
  if (json) {
    env.out.write(report::redacted_json(*done));
  } else {
    note(env, fmt::format("redacted {} of {} records", done->changed, done->records));
  }
  return done->kept.empty() ? Exit::ok : Exit::usage;
}

}  // namespace

const Command captures_redact_command{
    .name = "captures redact",
    .summary = "a log without values that others must not see",
    .arguments = arguments,
    .groups = groups,
    .examples = examples,
    .details = details,
    .run = run_redact,
};

}  // namespace hookctl::cli
