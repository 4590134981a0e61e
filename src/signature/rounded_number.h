#pragma once

#include <functional>

#include "base/bytes.h"
#include "signature/explain_form.h"

namespace hookctl::signature {

/// The forms of a JSON body in which one number beyond 2^53 is another that a parser with doubles reads as the same:
/// `9007199254740992` may have been `9007199254740993`. `visit` is handed one at a time and answers whether to go on.
void each_unrounded_form(ByteView body, const std::function<bool(Form<Bytes>)>& visit);

}  // namespace hookctl::signature
