#include "cli/replay_run.h"

#include "cli/probe_command.h"

namespace hookctl::cli {
namespace {

Result<flow::ReplaySummary> run_plainly(flow::Recordings& recordings, const flow::ReplayOptions& replay,
                                        const Proof& proof, ReplayOutput& output, Env& env) {
  const auto& probe = proof.options.probe;
  flow::Probed probed;
  if (proof.expects_delta) probed.expected = proof.options.per_event;
  if (probe) {
    const auto before = probe->count();
    if (!before) return before.error();
    probed.before = *before;
  }
  auto summary = flow::replay(recordings, replay, output.observer(), env.clock, env.stop());
  if (!summary || !probe || summary->stopped || summary->unreachable) return summary;
  const auto after = flow::probed_after(*probe, std::move(probed), env.clock, env.stop());
  if (!after) return after.error();
  if (after->expected) ++(after->ok() ? summary->passed : summary->failed);
  output.tell(*after);
  return summary;
}

Result<flow::AtOnce> read_at_once(const Settings& settings) {
  flow::AtOnce at_once;
  if (settings.given("duplicate")) {
    const auto copies = settings.number("duplicate", 2, 10'000);
    if (!copies) return copies.error();
    at_once = {*copies, *copies};
  }
  if (settings.given("concurrency")) {
    const auto under_way = settings.number("concurrency", 1, 10'000);
    if (!under_way) return under_way.error();
    at_once.under_way = *under_way;
  }
  return at_once;
}

}  // namespace

Result<Proof> read_proof(const Settings& settings, Env& env) {
  Proof proof;
  proof.is_suite = settings.given("suite");
  proof.expects_delta = settings.given("expect-probe-delta");
  if (proof.is_suite) {
    const auto at_once = read_at_once(settings);
    if (!at_once) return at_once.error();
    proof.options.at_once = *at_once;
  }
  const auto command = settings.text("probe");
  if (!command) {
    if (!proof.expects_delta) return proof;
    return settings.blame("expect-probe-delta", {"there is nothing to count with", "add --probe CMD"});
  }
  const auto delta = flow::parse_probe_delta(settings.text("expect-probe-delta").value_or("1"));
  if (!delta) return settings.blame("expect-probe-delta", delta.error());
  const auto settle = settings.duration("probe-wait");
  if (!settle) return settle.error();
  proof.options.per_event = delta->count;
  proof.options.probe =
      flow::Probe{.count = [command = *command, pointer = delta->pointer, stop = env.stop()]() -> Result<std::int64_t> {
                    const auto output = output_of(command, stop);
                    if (!output) return output.error();
                    return flow::count_in(*output, pointer);
                  },
                  .settle = *settle};
  return proof;
}

Result<flow::ReplaySummary> run_replay(flow::Recordings& recordings, const flow::ReplayOptions& replay,
                                       const Proof& proof, ReplayOutput& output, Env& env) {
  if (!proof.is_suite) return run_plainly(recordings, replay, proof, output, env);
  const flow::IdempotencyObserver observer{
      .begins = [&](const flow::RepeatCase& each, const flow::Recorded&) { output.begin(each); },
      .replay = output.observer(),
      .probed = [&](const flow::Probed& probed) { output.tell(probed); }};
  return flow::prove_idempotency(recordings, replay, proof.options, observer, env.clock, env.stop());
}

}  // namespace hookctl::cli
