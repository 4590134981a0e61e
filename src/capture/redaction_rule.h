#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

namespace hookctl::capture {

/// Where a rule of redaction looks: in a JSON body, among the headers, in the query of the target.
enum class RedactionPlace { json, header, query };

/// One kind of value that records must not hold.
struct RedactionRule {
  RedactionPlace place;
  std::string text;              // as it was given: `json:/customer/email`
  std::string name = {};         // of a header or query parameter
  std::vector<Bytes> path = {};  // of a JSON value: `customer`, `email`, escapes resolved; `*` is every child
};

/// Reads `json:/customer/email` (a JSON Pointer, RFC 6901, in which `*` stands for every element or member),
/// `header:NAME` or `query:NAME`. Fails on anything else, naming the forms.
Result<RedactionRule> parse_redaction_rule(std::string_view text);

}  // namespace hookctl::capture
