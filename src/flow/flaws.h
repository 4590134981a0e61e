#pragma once

#include <span>
#include <string>
#include <vector>

#include "flow/attempt.h"
#include "flow/probe.h"

namespace hookctl::flow {

/// What is wrong with an endpoint, in a sentence of its own, and the forgeries and cases that show it.
struct Flaw {
  std::string says;
  std::vector<std::string> shown_by;
  bool operator==(const Flaw&) const = default;
};

/// The flaws behind what went wrong in a run: of several findings with one cause the cause alone. Empty where every
/// answer was right, and where nothing is known about a finding but what the attempt says itself.
std::vector<Flaw> flaws_of(std::span<const Attempt> attempts, std::span<const Probed> probed);

}  // namespace hookctl::flow
