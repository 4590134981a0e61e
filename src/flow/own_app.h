#pragma once

#include <memory>

#include "base/result.h"
#include "flow/answer_script.h"
#include "provider/provider.h"
#include "wire/endpoint.h"
#include "wire/loop.h"

namespace hookctl::flow {

/// An app of hookctl's own on a free port of this machine. It answers every event by a script from its beginning.
class OwnApp {
 public:
  /// Listens on the loop. `row` says what tells events apart.
  static Result<OwnApp> open(wire::Loop& loop, const provider::Provider& row, AnswerScript script);

  OwnApp(OwnApp&&) noexcept;
  OwnApp& operator=(OwnApp&&) noexcept;
  ~OwnApp();

  wire::Endpoint endpoint() const;

 private:
  struct State;
  explicit OwnApp(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;
};

}  // namespace hookctl::flow
