#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "signature/verdict.h"
#include "webhook/event.h"
#include "webhook/request.h"

namespace hookctl::capture {

/// What the record says of the event of a request: the normalised event's key fields and its place among its attempts.
struct EventNote {
  std::string provider = {};
  std::string id = {};
  std::string subject = {};
  std::string type = {};
  std::string status = {};  // a word of `Status`, or empty
  std::string raw_status = {};
  int attempt = 1;                               // counts the captures of the same event id
  std::optional<std::string> duplicate_of = {};  // the capture of this event that was already answered 2xx
  std::optional<Micros> gap = {};                // since the attempt before
  std::string key = {};  // what tells events apart, where the listener was told to look elsewhere
  bool operator==(const EventNote&) const = default;
};

/// What we answered. `rule` is the answer script that decided, empty when the app did.
struct Answered {
  int status = 200;        // 0 where the fault left no response
  std::string fault = {};  // `timeout`, `reset` or `truncate`; empty for an answer that left whole
  std::string rule = {};
  std::optional<double> ms = {};  // from the complete request to the answer, where it was measured
  bool operator==(const Answered&) const = default;
};

/// One request passed on to an app, and what came of it: a status, or the error that stands for it.
struct Forward {
  std::string to;
  std::optional<int> status = {};
  double ms = 0;
  Bytes body = {};
  std::optional<std::string> error = {};
  bool is_copy = false;  // another app's answer went to the provider
  bool operator==(const Forward&) const = default;
};

/// One request we received, what we answered, when, and the verdict.
struct Capture {
  std::string id = {};    // ULID: sorts by time of arrival
  std::uint64_t seq = 0;  // 1, 2, 3 … within its log
  Instant at = {};
  std::string peer = {};
  bool tls = false;
  Request request = {};
  std::vector<std::string> masked = {};  // names of headers whose value was masked in the record
  std::optional<std::string> public_url = {};
  std::vector<std::string> redacted = {};  // the rules that replaced something here: `json:/customer/email`
  signature::Verdict verdict = {};
  std::optional<EventNote> event = {};
  std::optional<Answered> response = {};  // none while an app is still being asked
  std::vector<Forward> forwards = {};     // from the outcome record
  bool operator==(const Capture&) const = default;
};

/// What became of a capture after its record was written.
struct Outcome {
  std::string id;
  Instant at = {};
  std::vector<Forward> forwards = {};
  Answered response = {};
  bool operator==(const Outcome&) const = default;
};

/// A request that HTTP forbids: answered, recorded, never passed on.
struct Refused {
  std::string id;
  Instant at = {};
  std::string peer = {};
  bool tls = false;
  std::string reason = {};  // a word of `wire::Refusal`'s table: `content_length_conflict`
  int status = 400;
  Bytes head = {};  // the first bytes as they came, at most 4 KiB
  bool operator==(const Refused&) const = default;
};

}  // namespace hookctl::capture
