#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "capture/capture.h"
#include "capture/placeholder.h"
#include "capture/redaction_rule.h"

namespace hookctl::capture {

/// Replaces by placeholders what records must not hold. Where it cannot look it takes away too much rather than too
/// little: a body that is no JSON is replaced whole when a rule is about JSON.
class Redaction {
 public:
  /// `proofs` are rules, too: for what somebody could try out a body with, such as hashes and signatures. They apply to
  /// captures whose body changed and are not named in the record. Fails on a rule that is none.
  static Result<Redaction> parse(std::span<const std::string> rules, std::span<const std::string> proofs,
                                 Placeholders placeholders);

  /// Redacts a record and says whether anything changed. In a JSON body each value a rule names becomes a string, and
  /// every other byte stays; equal keys are all meant. Headers, trailers, the query of the target and of the public URL
  /// follow, and the event's id, subject and raw status where they are values that were taken out. The rules that
  /// changed something are added to `redacted`; `body` stands there for a body that was replaced whole. Masked headers
  /// stay masked, and a placeholder is never replaced again.
  bool apply(Capture& capture) const;
  /// What apps answered, by the rules for JSON alone.
  bool apply(Outcome& outcome) const;
  /// The bytes of what HTTP forbids cannot be read: they are replaced whole when the name in a rule is among them.
  bool apply(Refused& refused) const;

 private:
  Redaction(std::vector<RedactionRule> rules, std::vector<RedactionRule> proofs, Placeholders placeholders);

  std::vector<RedactionRule> rules_;
  std::vector<RedactionRule> proofs_;
  Placeholders placeholders_;
};

}  // namespace hookctl::capture
