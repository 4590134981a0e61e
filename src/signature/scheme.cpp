#include "signature/scheme.h"

namespace hookctl::signature {

bool signs_time(const Scheme& scheme) {
  if (row_of(scheme.algorithm).family == Family::jwt) return true;
  if (scheme.timestamp.empty() && scheme.timestamp_field.empty()) return false;
  // A timestamp within the body is signed where the body is.
  const auto in_body = !scheme.timestamp.pointer.empty();
  return scheme.input.find(in_body ? "{body}" : "{ts}") != scheme.input.npos ||
         scheme.input.find("{json:" + std::string(scheme.timestamp.pointer) + "}") != scheme.input.npos;
}

}  // namespace hookctl::signature
