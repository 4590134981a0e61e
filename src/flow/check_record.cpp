#include "flow/check_record.h"

#include <algorithm>

#include "base/text.h"

namespace hookctl::flow {
namespace {

/// Whether one of the headers that are masked is what a signature of the provider is carried in.
bool lacks_signature(const provider::Provider& row, const std::vector<std::string>& masked) {
  return std::any_of(row.schemes.begin(), row.schemes.end(), [&](const signature::Scheme& scheme) {
    return std::any_of(masked.begin(), masked.end(),
                       [&](const std::string& name) { return iequals(name, scheme.signature.header); });
  });
}

}  // namespace

Checked check_record(const Request& request, const std::vector<std::string>& masked, const Check& against, Instant at) {
  auto checked = check(request, against, at);
  if (checked.provider != nullptr && lacks_signature(*checked.provider, masked)) {
    checked.verdict = {.provider = std::string(checked.provider->name),
                       .reason = signature::Reason::header_missing,
                       .detail = "the credential was masked in the record"};
  }
  return checked;
}

}  // namespace hookctl::flow
