#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/clock.h"
#include "base/result.h"

namespace hookctl::flow {

/// What the blanks of a fixture are filled with: `{{now}}` (Unix seconds), `{{now:iso}}`, `{{uuid}}` (the same one in
/// all of a fixture), `{{env:NAME}}`, `{{asset:FILE}}` (the URL of a file beside the fixture). `{{open}}` stands for
/// two braces that are meant. Other words in braces are text.
struct Blanks {
  Instant now;
  std::string uuid;
  std::function<std::optional<std::string>(const std::string& name)> variable;
  std::function<Result<std::string>(const std::string& file)> asset_url;
};

/// A text with its blanks filled. `{{sign}}` becomes nothing: the signature is put there later. Errors: a variable that
/// is not set, a file that is not there.
Result<Bytes> filled(ByteView text, const Blanks& blanks);

/// Whether a text holds a blank of that word.
bool has_blank(ByteView text, std::string_view word);

/// A text in which nothing is taken for a blank.
Bytes without_blanks(ByteView text);

/// A random UUID of version 4 (RFC 9562).
std::string fresh_uuid();

}  // namespace hookctl::flow
