#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "capture/fixture.h"
#include "capture/redaction.h"
#include "flow/keyring.h"
#include "provider/provider.h"

namespace hookctl::flow {

/// A fixture after redaction, and the rules that changed something in it.
struct RedactedFixture {
  capture::Fixture fixture;
  std::vector<std::string> rules = {};
};

/// Puts placeholders in the place of what the rules of a redaction name. Its signature stays `{{sign}}`, or is made
/// anew for the id and time it had, with the given secret, so that it verifies; without one it becomes `{{sign}}`.
/// Fails when there is a key that cannot sign.
Result<RedactedFixture> redacted_fixture(capture::Fixture fixture, const capture::Redaction& redaction,
                                         std::span<const provider::Provider> known, const Keyring& keys);

}  // namespace hookctl::flow
