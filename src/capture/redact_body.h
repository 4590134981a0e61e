#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "capture/placeholder.h"
#include "capture/redaction_rule.h"

namespace hookctl::capture {

/// A body after redaction: the rules that named something in it (`body` when it was replaced whole), and the texts that
/// were taken out.
struct RedactedBody {
  Bytes bytes = {};
  std::vector<std::string> rules = {};
  std::vector<Bytes> taken = {};
};

/// Replaces the values that the rules for JSON name, of nested ones the outer, and a body that is no JSON whole.
/// Nothing when the body stays as it is.
std::optional<RedactedBody> redact_body(ByteView body, std::span<const RedactionRule> rules,
                                        const Placeholders& placeholders);

}  // namespace hookctl::capture
