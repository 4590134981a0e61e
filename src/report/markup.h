#pragma once

#include <string>

#include "base/bytes.h"

namespace hookctl::report {

/// Bytes from outside as text or attribute of XML and HTML: no byte of them is markup, and characters that XML does not
/// allow are escaped as for a terminal.
std::string markup(ByteView bytes);

/// The same over several lines: line breaks and tabs stay.
std::string markup_lines(ByteView bytes);

/// Bytes from outside as text of GitHub's Markdown on one line, also in a table: nothing of them is markup, a link, a
/// mention or the end of a cell.
std::string markdown_text(ByteView bytes);

}  // namespace hookctl::report
