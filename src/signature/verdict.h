#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hookctl::signature {

enum class State { verified, authenticated, failed, unattempted };

enum class Reason {
  valid,
  header_missing,
  header_malformed,
  timestamp_missing,
  timestamp_malformed,
  timestamp_too_old,
  timestamp_in_future,
  signature_mismatch,
  key_unusable,
  scheme_unknown,
  body_truncated,
};

/// What checking a signature found; always says why.
struct Verdict {
  State state = State::unattempted;
  std::string provider = {};  // the catalogue row whose scheme was used; empty when none was recognised
  std::string scheme = {};    // the row's scheme: `v1`, `v1a`; empty when none was used
  Reason reason = Reason::scheme_unknown;
  std::string detail = {};              // one clause for a person: `301 s old, 300 s allowed`
  std::optional<std::size_t> key = {};  // which of the given keys matched, from 0
  bool operator==(const Verdict&) const = default;
};

/// The words of the machine output: `verified`, `timestamp_too_old`.
std::string_view to_text(State state);
std::string_view to_text(Reason reason);
std::optional<State> parse_state(std::string_view word);
std::optional<Reason> parse_reason(std::string_view word);

}  // namespace hookctl::signature
