#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "capture/capture.h"
#include "capture/log_reader.h"

namespace hookctl::capture {

/// Where a new capture stands among those of its event.
struct Place {
  int attempt = 1;
  std::optional<std::string> duplicate_of = {};  // the earliest capture of the event that was answered 2xx
  std::optional<Instant> answered_at = {};       // when that one came
  std::optional<std::uint64_t> first_seq = {};   // the event's first capture
  std::optional<Micros> gap = {};                // since the attempt before
  bool operator==(const Place&) const = default;
};

/// Whether an answer left whole and was a 2xx, with which a delivery is accepted.
bool is_success(const Answered& answered);

/// By what captures of one event are known: the key of the note, or else the provider and the event's id; empty when
/// the event has neither.
std::string identity_of(const EventNote& event);

/// What a listener must know of the past to number and mark new captures: a few dozen bytes an event, no bodies.
class History {
  struct Answer {
    std::uint64_t seq;
    std::string id;
    Instant at;
  };
  struct Past {
    std::uint64_t first_seq = 0;
    int attempts = 0;
    Instant last = {};
    std::optional<Answer> answered = {};  // the earliest capture that was answered 2xx
  };
  using Events = std::unordered_map<std::string, Past>;  // by identity

 public:
  /// A capture that was noted, and what was known before.
  struct Step {
    std::uint64_t next_seq;
    std::uint64_t seq;
    Events::value_type* event = nullptr;  // none: the capture has none
    Instant last = {};                    // when the attempt before came
    std::string pending = {};             // the capture's id, if it waits for its outcome
  };

  /// The history of a log; a file that does not exist has none.
  static Result<History> read(const std::string& path);

  /// The number of the next capture.
  std::uint64_t next_seq() const { return next_seq_; }
  /// Lines of the log that could not be read.
  const std::vector<Damage>& damage() const { return damage_; }

  /// Where a capture of the event of this identity that arrives at `at` will stand. One without identity is always a
  /// first attempt.
  Place place(const std::string& identity, Instant at) const;

  /// Takes note of a capture that is about to be recorded; the step undoes it should that fail.
  Step note(const Capture& capture);
  /// Takes the last step back; of several, the latest goes first.
  void undo(const Step& step);
  /// Takes note of what became of a capture.
  void note(const Outcome& outcome);

 private:
  struct Pending {
    std::string event;
    Answer answer;  // should it be 2xx
  };

  static void note_success(Past& past, std::uint64_t seq, const std::string& id, Instant at);

  std::uint64_t next_seq_ = 1;
  std::vector<Damage> damage_ = {};
  Events events_ = {};
  std::unordered_map<std::string, Pending> pending_ = {};  // captures that wait for their outcome, by id
};

}  // namespace hookctl::capture
