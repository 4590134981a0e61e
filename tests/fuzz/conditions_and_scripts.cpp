#include "checks.h"
#include "flow/answer_script.h"
#include "flow/condition.h"
#include "flow/route.h"
#include "target.h"

namespace hookctl::fuzz {

void check_scripts(ByteView input) {
  const auto script = flow::AnswerScript::parse(input, {});
  if (!script) {
    require(!script.error().message.empty(), "a refusal says why");
    return;
  }
  require(script->text() == input, "a script keeps its text");
  bool asked = false;
  for (std::uint64_t request = 0; request < 50; ++request) {
    const auto& answer = script->nth(request);
    asked |= !answer;
    if (!answer) continue;
    require(answer->response.status >= 100 && answer->response.status <= 599, "an answer has a status of HTTP");
    require(answer->delay >= Millis{0}, "nobody answers before the question");
  }
  require(!asked || script->asks_app(), "an app is asked only by a script that says so");
}

void check_conditions(ByteView input) {
  const auto condition = flow::Condition::parse(input);
  if (!condition) {
    require(!condition.error().message.empty(), "a refusal says why");
    return;
  }
  capture::Capture capture;
  capture.request.method = "POST";
  capture.event = capture::EventNote{.provider = "bfl", .id = "a", .subject = "b", .status = "succeeded"};
  const bool holds = condition->holds(capture);
  require(flow::Condition::parse(input)->holds(capture) == holds, "a question has one answer");
  const auto route = flow::parse_route(input);
  require(!route || !route->endpoint.host.empty(), "a route leads to a host");
  const auto joined = flow::Condition::parse(Bytes(input) + ",method=PUT");
  require(joined && !joined->holds(capture), "a condition that fails makes the whole fail");
}

}  // namespace hookctl::fuzz
