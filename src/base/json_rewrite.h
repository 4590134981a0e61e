#pragma once

#include <optional>

#include "base/bytes.h"

/// How JSON libraries write the same value differently. Everything is done on text: a number is never computed.
namespace hookctl::json {

/// The white space between tokens. `python` is `", "` and `": "` on one line.
enum class Spacing { as_is, compact, python, two_spaces, four_spaces, tab };

/// The order of an object's members.
enum class Order { as_is, sorted };

/// How characters beyond ASCII are written: as UTF-8, or `\u00e9`, or `\u00E9`.
enum class Letters { as_is, utf8, escaped_lower, escaped_upper };

/// Whether a slash is written `/` or `\/`.
enum class Slashes { as_is, bare, escaped };

/// How `<`, `>` and `&` are written: bare, `\u003c` as Go does, or `\u003C` with quotes and `+` too as .NET does.
enum class Markup { as_is, bare, go, dotnet };

/// Whether whole numbers have a fraction: `1.0` → `1` and `1.10` → `1.1`, or `1` → `1.0`.
enum class Numbers { as_is, shortest, with_zero };

/// One way to write JSON. `only_number` limits `numbers` to the one of that index, counted from 0.
struct Style {
  Spacing spacing = Spacing::as_is;
  Order order = Order::as_is;
  Letters letters = Letters::as_is;
  Slashes slashes = Slashes::as_is;
  Markup markup = Markup::as_is;
  Numbers numbers = Numbers::as_is;
  std::optional<std::size_t> only_number = {};
};

/// The document written in a style; nothing when it is not JSON. Space around the document is dropped unless spacing
/// stays as it is.
std::optional<Bytes> rewritten(ByteView document, const Style& style);

}  // namespace hookctl::json
