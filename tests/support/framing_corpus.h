#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/clock.h"
#include "webhook/request.h"

namespace hookctl::test {

/// One thing a sender does: it waits, sends, or says that it sends no more.
struct FramingStep {
  Millis pause{0};
  Bytes send = {};
  bool half_close = false;
};

/// One case of the framing corpus: what travels, and what is owed to it: `accept`, `refuse` or `either`.
struct FramingCase {
  std::string name;
  std::string expect;
  std::vector<FramingStep> steps;

  Bytes sent() const;
};

/// The cases of `framing.json` in the folder that `HOOKCTL_CORPORA` names; none, and a message, when it is not set.
std::vector<FramingCase> read_framing_corpus();

/// How a sender ends a case: as the corpus says, or by sending no more after the last step, so that no case has to wait
/// for a deadline of the receiver.
enum class Farewell { as_written, half_close };

/// Plays a case and returns everything that was answered until the receiver closed.
Bytes play(const FramingCase& played, std::uint16_t port, Farewell farewell);

/// Whether the requests are exactly what the bytes say: lines, headers (but for the space around values) and bodies in
/// order, nothing missing and nothing more.
bool is_as_sent(ByteView sent, std::span<const Request> requests);

}  // namespace hookctl::test
