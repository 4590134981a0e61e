#pragma once

#include <functional>
#include <mutex>
#include <string>

#include "base/result.h"
#include "flow/answer_script.h"

namespace hookctl::flow {

/// Changes the answers of a running listener from another thread.
class ScriptSwitch {
 public:
  using Use = std::function<void(AnswerScript)>;

  /// Whether there is an app behind the listener.
  enum class App { none, there };

  /// The script that is in force.
  std::string text() const;

  /// Puts a script in force from its first step on, for the requests that come next. Fails for one that cannot be
  /// read, one that leaves an answer to an app where there is none, and when nothing listens (any more).
  Result<void> change(std::string_view text);

  /// The listener's side: which script it begins with, whether there is an app, and how it takes another one, which
  /// may happen on any thread until it disconnects.
  void connect(AnswerScript script, App app, Use use);
  void disconnect();

 private:
  mutable std::mutex mutex_ = {};
  AnswerScript script_ = {};
  App app_ = App::none;
  Use use_ = {};
};

}  // namespace hookctl::flow
