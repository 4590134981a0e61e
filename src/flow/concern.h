#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "capture/capture.h"
#include "provider/provider.h"

namespace hookctl::flow {

/// A delivery that was answered, and what was asked of it.
struct Handled {
  const capture::Capture& capture;
  const provider::Provider* provider;  // null: not known
  int status;                          // what the provider got; 0 where it got no response
  std::optional<Micros> took;          // none: there will be no answer
  std::optional<Millis> budget = {};   // how long the user allows an answer to take
  bool is_expected = true;             // whether its id is among those that are waited for
};

/// Something about a delivery that its provider or the user would mind, as a rule and a sentence.
struct Concern {
  std::string_view rule;  // `answered_late`
  std::string text;
};

/// What there is to mind about a delivery; most have nothing.
std::vector<Concern> concerns_of(const Handled& handled);

}  // namespace hookctl::flow
