#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "flow/listen.h"
#include "report/cause.h"
#include "report/ink.h"

namespace hookctl::report {

/// What to write into a request to a provider so that it delivers here.
struct Endpoint {
  std::string_view provider;
  std::string text;
};

/// Where a listener listens.
struct Ready {
  std::string host;
  flow::Listening at;
  std::string captures;
  int pid = 0;
  bool tls = false;
  std::string fingerprint = {};  // of a certificate that was made at start
  std::string inspector = {};    // the address of the inspector, where there is one
  std::vector<Endpoint> endpoints = {};
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

/// One line for what the provider or the user would mind about a delivery; it begins with `!!`.
std::string concern_text(const capture::Capture& capture, const flow::Concern& concern, Colour colour);
std::string concern_json(const capture::Capture& capture, const flow::Concern& concern);

/// One line for the cause that was proven for a capture that failed.
std::string found_text(const capture::Capture& capture, const signature::Cause& cause, Colour colour);
std::string found_json(const capture::Capture& capture, const signature::Explanation& explanation);

}  // namespace hookctl::report
