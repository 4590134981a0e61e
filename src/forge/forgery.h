#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "provider/provider.h"
#include "signature/sign.h"

namespace hookctl::forge {

/// What a correct receiver owes a forgery: a 4xx, a 2xx, or either.
enum class Due { refuse, accept, informational };

std::string_view to_text(Due due);

/// A delivery about to be signed, and what it takes to sign it wrongly on purpose.
struct Genuine {
  const provider::Provider& provider;
  const signature::Scheme& scheme;
  const signature::Keys& keys;
  const Request& request;  // body and headers; signature headers are replaced
  signature::Stamp stamp;
  Instant now;
  std::uint64_t seed = 0;  // the same seed forges the same bytes
};

/// One forged request; `variant` tells several of one forgery apart.
struct Forged {
  Request request;
  std::string variant = {};
};

/// What a forgery made of a delivery: requests to send, or the reason why it does not apply to this scheme.
struct Made {
  std::vector<Forged> requests = {};
  std::string not_applicable = {};
};

/// A named change to a correctly signed request, with the answer that is due.
struct Forgery {
  std::string_view name;
  Due due;
  std::string_view says;  // what was changed
  Result<Made> (*make)(const Genuine& genuine);
};

/// The correctly signed request: sent first and last, and if it is not accepted the run is void.
const Forgery& control();

/// Every forgery, in the order they are sent.
std::span<const Forgery> forgeries();

/// The forgeries of a list of names, `all` among them; an unknown name is an error that says the nearest.
Result<std::vector<const Forgery*>> forgeries_named(std::string_view list);

}  // namespace hookctl::forge
