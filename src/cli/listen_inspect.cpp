#include "cli/listen_inspect.h"

#include <utility>

namespace hookctl::cli {

Result<std::optional<inspector::Inspector>> open_inspector(ListenPlan& plan, flow::ScriptSwitch& script_switch,
                                                           Clock& clock) {
  std::optional<inspector::Inspector> none;
  if (!plan.inspect_port) return none;
  auto& listen = plan.options;
  inspector::InspectorOptions options{.port = *plan.inspect_port,
                                      .reach = plan.reach,
                                      .captures = listen.captures,
                                      .provider = listen.provider,
                                      .known = listen.known,
                                      .keys = listen.keys,
                                      .tolerance = listen.tolerance,
                                      .answers = &script_switch};
  for (const auto& route : listen.routes) options.apps.push_back({route.url, route.endpoint});
  listen.script_switch = &script_switch;
  auto opened = inspector::Inspector::open(std::move(options), clock);
  if (!opened) return opened.error();
  plan.inspector = opened->url();
  return std::optional(*std::move(opened));
}

void tell_too(flow::ListenObserver& observer, const inspector::Inspector& inspector) {
  observer.captured = [told = std::move(observer.captured), &inspector](const flow::Told& capture) {
    told(capture);
    if (capture.took) inspector.note(capture.capture.id, *capture.took);
  };
}

}  // namespace hookctl::cli
