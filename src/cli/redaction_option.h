#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "capture/redaction.h"
#include "cli/option.h"
#include "cli/settings.h"
#include "provider/catalogue.h"

namespace hookctl::cli {

inline constexpr std::string_view redaction_forms =
    "json:/customer/email, json:/items/*/name, header:X-Customer, query:token";

/// For commands that write records as they come.
inline constexpr Option redact_option{.name = "redact",
                                      .placeholder = "RULE",
                                      .help =
                                          "keep these values out of the log: json:/customer/email, header:NAME, "
                                          "query:NAME",
                                      .repeat = Repeat::many};

/// What `--redact` keeps out of the records of a log; nothing without the option. The key of the log's placeholders is
/// made when there is none.
Result<std::optional<capture::Redaction>> read_redaction(const Settings& settings, const provider::Catalogue& catalogue,
                                                         const std::string& log);

/// What rules take out of the records of a log that is there. Without a key of the log's own, the placeholders are made
/// with one that nobody will know.
Result<capture::Redaction> redaction_of(const std::vector<std::string>& rules, const provider::Catalogue& catalogue,
                                        const std::string& log);

}  // namespace hookctl::cli
