#include "flow/script_switch.h"

#include <utility>

namespace hookctl::flow {

std::string ScriptSwitch::text() const {
  const std::scoped_lock lock(mutex_);
  return script_.text();
}

Result<void> ScriptSwitch::change(std::string_view text) {
  const std::scoped_lock lock(mutex_);
  if (!use_) return Error{"nothing listens", "start the listener again", Fault::environment};
  auto script = script_.with_steps(text);
  if (!script) return script.error();
  if (script->asks_app() && app_ == App::none) {
    return Error{"the script leaves an answer to the app, and there is no app", "start with --forward-to URL"};
  }
  script_ = *std::move(script);
  use_(script_);
  return {};
}

void ScriptSwitch::connect(AnswerScript script, App app, Use use) {
  const std::scoped_lock lock(mutex_);
  script_ = std::move(script);
  app_ = app;
  use_ = std::move(use);
}

void ScriptSwitch::disconnect() {
  const std::scoped_lock lock(mutex_);
  use_ = {};
}

}  // namespace hookctl::flow
