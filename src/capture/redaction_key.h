#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "crypto/secret.h"

namespace hookctl::capture {

/// The key of a log's placeholders lies beside it, in `captures.jsonl.redaction-key` (mode 0600), so that equal values
/// get equal placeholders from one run to the next. Who has it can try out values: it is not to be passed on with the
/// log, and may be deleted once no more is written.
std::string redaction_key_path(const std::string& log);

/// The key of a log; nothing when there is none. A file that holds something else is an error.
Result<std::optional<crypto::Secret>> read_redaction_key(const std::string& log);

/// The key of a log, made at random and stored when there is none.
Result<crypto::Secret> keep_redaction_key(const std::string& log);

}  // namespace hookctl::capture
