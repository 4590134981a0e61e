#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "webhook/request.h"

namespace hookctl::capture {

/// What a fixture expects of the answer, as the options of `replay` write it; empty where it expects nothing of its
/// own.
struct Expected {
  std::string status = {};       // `2xx`
  std::string body = {};         // a regular expression
  std::string max_latency = {};  // `500ms`
  bool operator==(const Expected&) const = default;
};

/// A delivery made fit to be committed and replayed. Words in double braces, such as `{{sign}}`, are blanks that a
/// replay fills, in its target, header values and body.
struct Fixture {
  std::string provider = {};  // empty: recognised by the request
  Request request = {};       // method, target, headers, body and the URL the sender was given
  Expected expect = {};
  bool operator==(const Fixture&) const = default;
};

/// How the names of fixtures end.
inline constexpr std::string_view fixture_suffix = ".hook.json";

/// The fixture as indented JSON. A JSON body stands in it as JSON where it can be written back to the byte from there,
/// other text as an array of lines, other bytes in base64; its SHA-256 stands beside it.
std::string to_text(const Fixture& fixture);

/// Reads the text of a fixture. An error names the member: one that is missing, wrong or unknown, or a body that is not
/// the one of `sha256`.
Result<Fixture> parse_fixture(ByteView text);

/// Reads a file; an error names it.
Result<Fixture> read_fixture(const std::string& path);

/// The paths of all fixtures in a folder and below it, sorted. None is an error.
Result<std::vector<std::string>> fixtures_in(const std::string& folder);

}  // namespace hookctl::capture
