#include <array>

#include "cli/allow_remote.h"
#include "cli/background_output.h"
#include "cli/color.h"
#include "cli/commands.h"
#include "cli/keys.h"
#include "cli/listen_inspect.h"
#include "cli/listen_options.h"
#include "cli/listen_output.h"
#include "cli/listen_rows.h"
#include "cli/output_options.h"
#include "cli/provider_option.h"
#include "cli/say.h"
#include "cli/secrets.h"
#include "cli/settings.h"
#include "report/listen_end.h"

namespace hookctl::cli {
namespace {

constexpr std::array groups{OptionGroup{"Options", listen_rows::receiving},
                            OptionGroup{"Public URL and HTTPS", listen_rows::reaching},
                            OptionGroup{"Answers", listen_rows::answering},
                            OptionGroup{"Forwarding", listen_rows::forwarding},
                            OptionGroup{"Filters", listen_rows::filtering},
                            OptionGroup{"Goals", listen_rows::goals},
                            secret_group,
                            public_key_group,
                            output_group};

constexpr std::array<std::string_view, 5> examples{
    "hookctl listen --secret-env BFL_WEBHOOK_SECRET --respond 500,200",
    "hookctl listen --forward-to http://localhost:3000",
    "hookctl listen --count 10 --timeout 2m --json",
    "hookctl listen --respond '500,200' --key provider    # each event fails once",
    "hookctl listen --ngrok auto    # with `ngrok http 8787` in another terminal",
};

constexpr std::string_view details =
    "Every answer leaves after its record is stored. A delivery that cannot be stored is answered 503,\n"
    "so that the provider sends it again.";

Exit exit_of_end(const Env& env, const flow::Goals& goals, flow::EndReason reason) {
  switch (reason) {
    case flow::EndReason::count:
    case flow::EndReason::until:
    case flow::EndReason::expect:
      return Exit::ok;
    case flow::EndReason::timeout:
      return goals.any() ? Exit::timeout : Exit::ok;
    case flow::EndReason::signal:
      return goals.any() ? exit_of_signal(env) : Exit::ok;
    case flow::EndReason::unheard:
      return Exit::ok;
  }
  return Exit::internal;
}

Exit run_listen(Env& env, const Settings& settings) {
  const auto stop = env.stop();
  const auto catalogue = read_catalogue(listen_command, settings);
  if (!catalogue) return fail(env, catalogue.error());
  auto plan = read_listen_plan(listen_command, settings, env, *catalogue);
  if (!plan) return fail(env, plan.error());
  flow::ScriptSwitch script_switch;
  const auto inspector = open_inspector(*plan, script_switch, env.clock);
  if (!inspector) return fail(env, inspector.error());
  warn_of_others(env, settings);
  const auto& listen = plan->options;
  const bool json = settings.flag("json");
  const auto colour = colour_of(settings, env, env.out);
  BackgroundOutput out(env.out);
  auto observer = json ? json_observer(env, out, *plan) : text_observer(env, out, *plan, colour);
  if (*inspector) tell_too(observer, **inspector);
  if (listen.sync == capture::Sync::os) note(env, "answers leave before records are on the disk (--sync os)");
  const auto summary = flow::listen(listen, observer, env.clock, stop);
  if (!summary) return fail(env, summary.error());
  if (summary->reason == flow::EndReason::unheard) note(env, "standard output was closed, so listening ended");
  out.write(json ? report::end_json(*summary) : report::end_text(*summary));
  if (out.finish() > 0) warn(env, "standard output was not read, so something was left out; the log has everything");
  return exit_of_end(env, listen.goals, summary->reason);
}

}  // namespace

const Command listen_command{
    .name = "listen",
    .summary = "run a logging receiver, and forward",
    .groups = groups,
    .examples = examples,
    .details = details,
    .run = run_listen,
};

}  // namespace hookctl::cli
