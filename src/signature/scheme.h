#pragma once

#include <optional>
#include <string_view>

#include "base/clock.h"
#include "signature/algorithm.h"

namespace hookctl::signature {

enum class Encoding { hex, base64 };

/// How a header carries signatures.
enum class Layout {
  single,  // one, behind the prefix: `sha256=…`
  list,    // several entries between separators, each behind the prefix: `v1,… v1,…`
  fields,  // named fields between separators, of which `field` holds a signature: `t=…,v1=…,v1=…`
};

/// How a secret's text becomes key bytes.
enum class KeyRule {
  text,                 // its bytes as they are
  text_after_prefix,    // without `whsec_`, as it is
  base64_after_prefix,  // without `whsec_` where it is there, base64-decoded
  base64_if_prefixed,   // base64-decoded behind `whsec_`, else as it is
};

/// How timestamps are written.
enum class TimeUnit { seconds, millis, iso };

/// How far a timestamp may be from now; nothing where the provider says nothing and its receivers do not look.
struct Tolerance {
  std::optional<Seconds> past = {};
  std::optional<Seconds> future = {};
};

/// The URL a scheme signs.
enum class UrlRule {
  as_given,
  decoded,                // HubSpot: a fixed set of escapes is resolved before signing
  with_port_and_without,  // Twilio: with and without the default port, and with its query written anew
};

/// One place of a delivery where a value sits: a header, or a JSON Pointer into the body.
struct Place {
  std::string_view header = {};
  std::string_view pointer = {};
  constexpr bool empty() const { return header.empty() && pointer.empty(); }
  constexpr bool operator==(const Place&) const = default;
};

/// Something a delivery must carry for a scheme to be the one that was used: a header, and how its value starts.
struct Condition {
  Place place = {};
  std::string_view starts_with = {};
};

/// One way in which signatures are made and checked, as data.
struct Scheme {
  std::string_view name;  // within its provider: `v1`
  Algorithm algorithm = Algorithm::hmac_sha256;
  /// The signed bytes. `{id}`, `{ts}` and `{body}` stand for raw text; `{sha256}` and `{crc32}` for the body's SHA-256
  /// in hex and its CRC-32 in decimal; `{header:NAME}` and `{json:/pointer}` for another header or a member of the
  /// body;
  /// `{url}`, `{method}`, `{form}` (form parameters sorted and decoded), `{secret}`, `{webhook_id}` (as configured) and
  /// `{sns}` (the lines of Amazon SNS) for what they say.
  std::string_view input = "{body}";
  Place signature = {};
  std::string_view prefix = {};  // in front of each signature: `sha256=`, `v1,`
  Encoding encoding = Encoding::hex;
  Layout layout = Layout::single;
  char separator = ' ';         // between entries or fields
  std::string_view field = {};  // of `Layout::fields`: the one that holds a signature
  KeyRule key = KeyRule::text;
  Place id = {};
  Place timestamp = {};
  std::string_view timestamp_field = {};  // of `Layout::fields`, instead of a place
  TimeUnit unit = TimeUnit::seconds;
  Tolerance tolerance = {Seconds{300}, Seconds{300}};
  UrlRule url = UrlRule::as_given;
  Condition only_if = {};
  std::string_view body_hash_query = {};  // a query parameter that must be the body's SHA-256 in hex
};

/// Whether the scheme signs the time of an attempt, so that old deliveries can be told from new ones.
bool signs_time(const Scheme& scheme);

/// Whether id and timestamp are separated from what follows by a dot, so that they must not hold one.
constexpr bool separates_by_dot(const Scheme& scheme) { return scheme.input.starts_with("{id}."); }

}  // namespace hookctl::signature
