#pragma once

#include <string>
#include <vector>

#include "signature/explain_form.h"
#include "webhook/request.h"

namespace hookctl::signature {

/// Other spellings of the URL a request was sent to, one change away: scheme, host, port, path prefix, slash, query.
std::vector<Form<std::string>> url_changes(const Request& request, const std::string& url);

}  // namespace hookctl::signature
