#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "forge/forgery.h"

namespace hookctl::flow {

/// A forgery, and whether it applies to a provider.
struct ListedForgery {
  const forge::Forgery* forgery;
  std::string not_applicable = {};  // the reason; empty: it applies, or no provider was named
};

/// Every forgery; with a provider, tried on its first sample, signed by keys made for this. An error when it signs
/// nothing.
Result<std::vector<ListedForgery>> list_forgeries(const provider::Provider* row);

}  // namespace hookctl::flow
