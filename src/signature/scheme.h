#pragma once

#include <optional>
#include <string_view>

#include "base/clock.h"

namespace hookctl::signature {

/// What turns signed bytes and a key into a signature. A token signs nothing: the header holds the secret itself.
enum class Algorithm { hmac_sha256, ed25519, token };

enum class Encoding { hex, base64 };

/// Whether the header holds one signature, or several separated by spaces of which one must be right.
enum class Layout { single, list };

/// How a secret's text becomes key bytes.
enum class KeyRule {
  text,                 // its bytes as they are
  text_after_prefix,    // without `whsec_`, as it is
  base64_after_prefix,  // without `whsec_` where it is there, base64-decoded
};

/// How far a signed timestamp may be from now.
struct Tolerance {
  Seconds past{300};
  Seconds future{300};
};

/// One way in which signatures are made and checked, as data.
struct Scheme {
  std::string_view name;  // within its provider: `v1`
  Algorithm algorithm = Algorithm::hmac_sha256;
  /// The signed bytes: `{id}`, `{ts}` and `{body}` stand for raw text, `{sha256}` for the body's SHA-256 in hex,
  /// `{header:NAME}` for another header's value.
  std::string_view input = "{body}";
  std::string_view signature_header = {};
  std::string_view prefix = {};  // in front of each signature: `sha256=`, `v1,`
  Encoding encoding = Encoding::hex;
  Layout layout = Layout::single;
  KeyRule key = KeyRule::text;
  std::string_view id_header = {};
  std::string_view timestamp_header = {};  // Unix seconds
  Tolerance tolerance = {};
};

/// Whether the scheme signs the time of an attempt, so that old deliveries can be told from new ones.
constexpr bool signs_time(const Scheme& scheme) { return scheme.input.find("{ts}") != scheme.input.npos; }

}  // namespace hookctl::signature
