#pragma once

#include <string>
#include <vector>

#include "signature/explain_form.h"
#include "signature/place.h"
#include "signature/scheme.h"

namespace hookctl::signature {

/// What is signed besides the body: the scheme's input, and what its placeholders stand for.
struct Wording {
  std::string input;
  std::string id;
  std::string timestamp;
};

/// The wording of a delivery as the scheme says, first, then with one change: parts missing, in another order, behind
/// other separators, another timestamp or id that the delivery carries.
std::vector<Form<Wording>> wordings(const Scheme& scheme, const Source& source);

/// The timestamp text that a delivery carries where the scheme looks for it; empty when there is none.
std::string timestamp_of(const Scheme& scheme, const Source& source);

}  // namespace hookctl::signature
