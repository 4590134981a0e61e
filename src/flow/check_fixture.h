#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "capture/fixture.h"
#include "provider/provider.h"

namespace hookctl::flow {

/// Something about a fixture that does not belong into a repository, or will not work for long.
struct FixtureFinding {
  std::string where;  // `header Authorization`, `body /result/sample`
  std::string what;   // never shows what it found
  bool operator==(const FixtureFinding&) const = default;
};

/// Looks for what looks like a live secret, for credentials, for URLs that expire, for a signature that is too old, for
/// an unknown provider, for expectations that cannot be read and for assets that are not there.
std::vector<FixtureFinding> findings_in(const capture::Fixture& fixture, std::span<const provider::Provider> known,
                                        const std::function<bool(const std::string& asset)>& is_there);

}  // namespace hookctl::flow
