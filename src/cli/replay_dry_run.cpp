#include "cli/replay_dry_run.h"

#include <fmt/format.h>

#include "base/text.h"
#include "cli/say.h"
#include "flow/outgoing.h"
#include "flow/prepared_captures.h"
#include "report/dry_run.h"

namespace hookctl::cli {
namespace {

std::string shown(const Env& env, const Bytes& bytes) {
  if (!env.out.is_terminal()) return bytes;
  std::string text;
  for (auto line : split(bytes, '\n')) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    text += escape_for_terminal(line) + "\n";
  }
  return text;
}

}  // namespace

Exit print_dry_run(Env& env, flow::Recordings& recordings, const flow::ReplayOptions& options, DryRunForm form) {
  const flow::Turns turns(recordings, options);
  flow::PreparedCaptures captures(recordings, options);
  flow::Signers signers(options.keys);
  for (std::size_t i = 0; i < turns.size() && !env.out.closed(); ++i) {
    const auto prepared = captures.of(turns[i].recording);
    if (!prepared) return fail(env, prepared.error());
    const auto composed = flow::compose(turns[i], **prepared, options, signers, env.clock.now());
    if (!composed) return fail(env, composed.error());
    for (const auto& each : composed->requests) {
      const auto& label = (*prepared)->label;
      const auto url = flow::url_of(options.endpoint, each.target);
      if (form == DryRunForm::json) {
        env.out.write(report::dry_run_json(label, url, each.bytes));
      } else {
        note(env, fmt::format("would send {} to {}", label, url));
        env.out.write(shown(env, each.bytes));
      }
    }
  }
  return Exit::ok;
}

}  // namespace hookctl::cli
