#pragma once

#include <string_view>

#include "base/result.h"
#include "provider/provider.h"
#include "signature/sign.h"

namespace hookctl::flow {

/// The scheme of a provider that the given keys can sign with. An error when the provider signs nothing, or says which
/// kind of key is missing.
Result<const signature::Scheme*> scheme_to_sign(const provider::Provider& row, const signature::Keys& keys);

/// A fresh event id: `msg_` and 26 characters that sort by time.
std::string fresh_event_id(Instant at);

/// The stamp of a delivery made now: the given id, else the delivery's own, else a fresh one; without a given one and a
/// place for it none.
signature::Stamp stamp_for(const signature::Scheme& scheme, const Request& request, std::string_view id, Instant now);

}  // namespace hookctl::flow
