#include <fmt/format.h>

#include <array>

#include "base/text.h"
#include "capture/log_file.h"
#include "capture/new_file.h"
#include "capture/redact_log.h"
#include "cli/commands.h"
#include "cli/provider_option.h"
#include "cli/redaction_option.h"
#include "cli/say.h"
#include "cli/settings.h"

namespace hookctl::cli {
namespace {

constexpr std::array arguments{
    Argument{.name = "FILE", .help = "the capture log", .suggest = Suggest::file},
    Argument{.name = "RULE", .help = redaction_forms, .count = Count::at_least_one},
};

constexpr std::array options{
    Option{.name = "into",
           .letter = 'o',
           .placeholder = "FILE",
           .help = "a new file for the redacted log",
           .otherwise = "stdout",
           .suggest = Suggest::file},
    Option{.name = "in-place", .help = "replace the log itself; no listener may be writing to it"},
};

constexpr std::array groups{OptionGroup{"Options", options}};

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

Result<capture::RedactedLog> redact_to_stdout(Env& env, const std::string& log, const capture::Redaction& redaction) {
  return capture::redact_log(log, redaction, [&](ByteView line) -> Result<void> {
    env.out.write(line);
    return {};
  });
}

Result<capture::RedactedLog> redact_to_file(const std::string& log, const capture::Redaction& redaction,
                                            const std::string& path) {
  auto file = capture::NewFile::create(path);
  if (!file) return file.error();
  auto done = capture::redact_log(log, redaction, [&](ByteView line) { return file->write(line); });
  if (!done) return done;
  if (const auto kept = file->keep(); !kept) return kept.error();
  return done;
}

Result<capture::RedactedLog> redact_in_place(const std::string& log, const capture::Redaction& redaction) {
  // Locking would create a log that is not there.
  if (capture::state_of(log) == capture::FileState{}) return no_log(log);
  const auto locked = capture::open_locked(log);
  if (!locked) return locked.error();
  auto file = capture::NewFile::create(log + ".redacted");
  if (!file) return file.error();
  auto done = capture::redact_log(log, redaction, [&](ByteView line) { return file->write(line); });
  if (!done) return done;
  if (const auto replaced = file->replace(log); !replaced) return replaced.error();
  return done;
}

Result<capture::RedactedLog> redact(Env& env, const Settings& settings, const std::string& log,
                                    const capture::Redaction& redaction) {
  const auto output = settings.text("into");
  if (settings.flag("in-place")) return redact_in_place(log, redaction);
  return output ? redact_to_file(log, redaction, *output) : redact_to_stdout(env, log, redaction);
}

Exit run_redact(Env& env, const Settings& settings) {
  const auto log = *settings.argument("FILE");
  if (settings.flag("in-place") && settings.text("into")) {
    return fail(env, {"-o names a new file and --in-place wants none", "give one of them"});
  }
  const auto redaction = read_redaction(settings, log);
  if (!redaction) return fail(env, redaction.error());
  const auto done = redact(env, settings, log, *redaction);
  if (!done) return fail(env, done.error());
  for (const auto& kept : done->kept) {
    warn(env, fmt::format("{}; it was kept as it is and may hold what was to go", capture::to_text(kept)));
  }
  note(env, fmt::format("redacted {} of {} records", done->changed, done->records));
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
