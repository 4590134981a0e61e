#pragma once

#include "base/result.h"
#include "signature/place.h"

namespace hookctl::signature {

/// The lines Amazon SNS signs: `Key LF Value LF` for the keys of the message's type, in their order; only a `Subject`
/// may be missing (docs.aws.amazon.com/sns, "Verifying the signatures of Amazon SNS messages").
Result<Bytes> sns_lines(const Source& source);

}  // namespace hookctl::signature
