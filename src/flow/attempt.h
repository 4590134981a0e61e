#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/clock.h"
#include "flow/keyring.h"
#include "wire/sender.h"

namespace hookctl::flow {

/// How an attempt ended: accepted with a 2xx, answered otherwise, certainly not received, or nobody knows.
enum class Ending { delivered, refused, failed, unknown };

std::string_view to_text(Ending ending);

/// How what was sent ended.
Ending ending_of(const wire::Sent& sent);

/// One HTTP request of a delivery and its answer, with times, and what is thought of it.
struct Attempt {
  std::string file = {};     // the capture log; empty where there is none
  std::string capture = {};  // what was sent: a capture's number and id, or the provider's event
  std::string forgery = {};  // which forgery, if any
  std::string variant = {};
  std::string suite_case = {};   // which case of a suite, if any
  int number = 1;                // within its delivery
  std::string url = {};          // where it went
  Instant at = {};               // wall time
  Micros since_first{0};         // on the schedule's clock
  Micros really_since_first{0};  // where that clock runs faster
  std::optional<int> status = {};
  Micros took{0};
  Ending ending = Ending::failed;
  std::string expected = {};    // `2xx`
  std::optional<bool> ok = {};  // none: informational
  std::string note = {};
  std::string warning = {};  // what is no failure, but worth a look
  bool late = false;         // answered after the provider, or the user, would have waited
  Bytes answer = {};         // the beginning of the answer's body, without the secrets at hand
};

/// A forgery that has nothing to change in a capture's scheme.
struct Skipped {
  std::string capture;
  std::string forgery;
  std::string reason;
};

/// Writes down what came of an attempt; of the answer's body the first KiB, without the secrets of a keyring.
void take_answer(Attempt& attempt, const wire::Sent& sent, const Keyring& keys);

using OnAttempt = std::function<void(const Attempt&)>;

}  // namespace hookctl::flow
