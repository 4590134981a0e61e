#pragma once

#include <cstdint>
#include <string>

#include "flow/listen.h"
#include "report/ink.h"

namespace hookctl::report {

/// Where a listener listens.
struct Ready {
  std::string host;
  std::uint16_t port = 0;
  std::string captures;
  int pid = 0;
};

/// `http://127.0.0.1:8787`, brackets around IPv6 addresses.
std::string url_of(const Ready& ready);

/// The first lines for a person: where it listens, where captures go, and a `curl` line to try.
std::string ready_text(const Ready& ready);
std::string ready_json(const Ready& ready);

/// One line for one capture: verdict, number, method, target, size, provider, event, answer, time, and what it repeats.
std::string capture_text(const flow::Told& told, Colour colour);

/// One line for what the app said.
std::string outcome_text(const capture::Capture& capture, const capture::Outcome& outcome, Colour colour);

/// One line for a request that HTTP forbids.
std::string refused_text(const capture::Refused& refused, Colour colour);

/// The last line: why listening ended and what was counted.
std::string end_text(const flow::ListenSummary& summary);
std::string end_json(const flow::ListenSummary& summary);

}  // namespace hookctl::report
