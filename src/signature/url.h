#pragma once

#include <string>
#include <vector>

#include "signature/scheme.h"
#include "webhook/request.h"

namespace hookctl::signature {

/// The URL a request was sent to, as far as it can be known: the one it carries, else put together from
/// `X-Forwarded-Proto`, `X-Forwarded-Host` or `Host`, and the target. Empty without a host.
std::string url_of(const Request& request);

/// Every spelling of a URL that a correct receiver accepts under a rule; the first is the one to sign.
std::vector<std::string> url_forms(UrlRule rule, const std::string& url);

/// The value of a query parameter, undecoded; empty when it is not there.
std::string_view query_parameter(std::string_view url, std::string_view name);

/// The URL or target with a query parameter set: its value replaced where it is, else added at the end.
std::string with_query_parameter(std::string_view url, std::string_view name, std::string_view value);

/// The parameters of a form body, decoded, sorted by name and written `name` + `value` without separators; values of
/// one name are sorted and each counts once (https://www.twilio.com/docs/usage/security).
Bytes sorted_form(ByteView body);

}  // namespace hookctl::signature
