#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace hookctl::capture {

/// A word as a POSIX shell takes it back: `plain`, or in single quotes (`'it'\''s'`).
std::string quoted(std::string_view word);

/// The simple commands of a text, each as its words: quotes (`'…'`, `"…"`, `$'…'`), backslashes and line continuations
/// are resolved as a POSIX shell does; comments are left out. Nothing is expanded: a `$` or a backquote that the shell
/// would replace is an error, as is a quote that is not closed.
Result<std::vector<std::vector<std::string>>> shell_commands(std::string_view text);

}  // namespace hookctl::capture
