#pragma once

#include <functional>
#include <vector>

#include "base/bytes.h"
#include "signature/explain_form.h"
#include "webhook/request.h"

namespace hookctl::signature {

/// Every form of a body that senders and whatever stands between are known to make of it, one change away, the smallest
/// first. Forms that are not different are left out. `visit` is handed one at a time and answers whether to go on.
void each_body_form(const Request& request, const std::function<bool(Form<Bytes>)>& visit);

/// The forms two changes away that occur together: written anew, and sorted, escaped or ended differently.
void each_body_pair(ByteView body, const std::function<bool(Form<Bytes>)>& visit);

}  // namespace hookctl::signature
