#include "flow/replay.h"

#include <fmt/format.h>

#include "flow/hop.h"
#include "flow/signing.h"
#include "provider/detect.h"

namespace hookctl::flow {
namespace {

using capture::Capture;
using forge::Due;

constexpr Millis default_deadline{30'000};

std::string label_of(const Capture& capture) { return fmt::format("#{}", capture.seq); }

const provider::Provider* provider_of(const Capture& capture, const ReplayOptions& options) {
  if (options.provider != nullptr) return options.provider;
  for (const auto& row : options.known) {
    if (row.name == capture.verdict.provider) return &row;
  }
  const auto detected = provider::detect(capture.request, options.known);
  return detected ? detected->provider : nullptr;
}

/// A capture's request as it can be sent again: headers whose values were masked are left out.
Request sendable(const Capture& capture, const wire::Endpoint& endpoint) {
  auto request = retargeted(capture.request, endpoint);
  if (capture.public_url) request.url = *capture.public_url;
  for (const auto& name : capture.masked) request.headers.erase(name);
  return request;
}

/// What is thought of the answer to a plain delivery.
void judge(Attempt& attempt, const Expectation& expect) {
  attempt.expected = expect.text();
  attempt.ok = attempt.status && expect.met_by(*attempt.status);
  if (attempt.status && !*attempt.ok)
    attempt.note = fmt::format("answered {}, {} expected", *attempt.status, expect.text());
}

/// What is thought of the answer to a forgery, or to its control.
void judge(Attempt& attempt, Due due) {
  attempt.expected = to_text(due);
  if (!attempt.status) {
    attempt.ok = false;
    return;
  }
  const int kind = *attempt.status / 100;
  switch (due) {
    case Due::informational:
      attempt.expected = to_text(due);
      return;
    case Due::accept:
      attempt.ok = kind == 2;
      if (kind != 2) attempt.note = "refused a genuine delivery";
      return;
    case Due::refuse:
      attempt.ok = kind == 4;
      if (kind == 2) attempt.note = "accepted a forgery";
      if (kind == 5) attempt.note = "refused with 5xx: the provider would send it again";
      if (kind == 1 || kind == 3) attempt.note = "neither accepted nor refused";
      return;
  }
}

/// One run over several captures; attempts are counted and told as they end.
class Replay {
 public:
  Replay(const ReplayOptions& options, const ReplayObserver& observer, const Clock& clock, const std::stop_token& stop)
      : options_(options), observer_(observer), clock_(clock), stop_(stop) {}

  Result<void> play(const Capture& capture) {
    const auto* row = provider_of(capture, options_);
    if (options_.signing == Signing::as_was && options_.forgeries.empty()) {
      return deliver(capture, row, sendable(capture, options_.endpoint));
    }
    if (row == nullptr) {
      return Error{fmt::format("capture {} is of no known provider, so it cannot be signed", label_of(capture)),
                   "name the provider: --provider NAME (see: hookctl providers list)"};
    }
    const auto& keys = options_.keys.of(row->name);
    const auto scheme = scheme_to_sign(*row, keys);
    if (!scheme) return scheme.error();
    if (options_.forgeries.empty()) return resign(capture, *row, **scheme, keys);
    return forge_all(capture, *row, **scheme, keys);
  }

  bool over() const { return stop_.stop_requested() || summary_.control_refused || summary_.unreachable; }
  ReplaySummary& summary() { return summary_; }

 private:
  Result<void> resign(const Capture& capture, const provider::Provider& row, const signature::Scheme& scheme,
                      const signature::Keys& keys) {
    auto plain = sendable(capture, options_.endpoint);
    const auto stamp = stamp_for(scheme, plain, "", clock_.now());
    auto request = signature::signed_request(scheme, keys, std::move(plain), stamp);
    if (!request) return request.error();
    return deliver(capture, &row, *request);
  }

  Result<void> deliver(const Capture& capture, const provider::Provider* row, const Request& request) {
    auto attempt = send(capture, row, request);
    if (!attempt) return attempt.error();
    judge(*attempt, options_.expect);
    tell(*attempt);
    return {};
  }

  Result<void> forge_all(const Capture& capture, const provider::Provider& row, const signature::Scheme& scheme,
                         const signature::Keys& keys) {
    std::vector<const forge::Forgery*> sequence{&forge::control()};
    sequence.insert(sequence.end(), options_.forgeries.begin(), options_.forgeries.end());
    sequence.push_back(&forge::control());
    for (const auto* forgery : sequence) {
      if (over()) break;
      if (const auto done = forge_one(capture, row, scheme, keys, *forgery); !done) return done.error();
    }
    return {};
  }

  Result<void> forge_one(const Capture& capture, const provider::Provider& row, const signature::Scheme& scheme,
                         const signature::Keys& keys, const forge::Forgery& forgery) {
    const auto plain = sendable(capture, options_.endpoint);
    const auto now = clock_.now();
    const auto made = forge::make(forgery, {.provider = row,
                                            .scheme = scheme,
                                            .keys = keys,
                                            .request = plain,
                                            .stamp = stamp_for(scheme, plain, "", now),
                                            .now = now,
                                            .seed = options_.seed});
    if (!made) return made.error();
    if (!made->not_applicable.empty()) {
      ++summary_.not_applicable;
      observer_.skipped({label_of(capture), std::string(forgery.name), made->not_applicable});
    }
    for (const auto& forged : made->requests) {
      auto attempt = send(capture, &row, forged.request);
      if (!attempt) return attempt.error();
      attempt->forgery = forgery.name;
      attempt->variant = forged.variant;
      judge(*attempt, forged.due.value_or(forgery.due));
      tell(*attempt);
      if (&forgery == &forge::control() && attempt->status && !*attempt->ok) summary_.control_refused = true;
    }
    return {};
  }

  Result<Attempt> send(const Capture& capture, const provider::Provider* row, const Request& request) {
    if (const auto bytes = wire::render(request); !bytes) return bytes.error();
    const auto deadline = options_.deadline.value_or(row != nullptr ? row->retries.timeout : default_deadline);
    const auto at = clock_.now();
    if (!first_at_) first_at_ = at;
    const auto sent = wire::send(options_.endpoint, request, {.deadline = deadline}, stop_);
    Attempt attempt{.capture = label_of(capture),
                    .at = at,
                    .since_first = at - *first_at_,
                    .took = sent.took,
                    .ending = ending_of(sent),
                    .note = sent.error};
    if (sent.response) attempt.status = sent.response->status;
    if (told_ == 0 && sent.reached == wire::Reached::nothing_sent) summary_.unreachable = true;
    return attempt;
  }

  void tell(const Attempt& attempt) {
    ++told_;
    if (attempt.ending == Ending::unknown) {
      ++summary_.unknown;
    } else if (attempt.ok) {
      ++(*attempt.ok ? summary_.passed : summary_.failed);
    }
    observer_.attempt(attempt);
  }

  const ReplayOptions& options_;
  const ReplayObserver& observer_;
  const Clock& clock_;
  const std::stop_token& stop_;
  std::optional<Instant> first_at_;
  int told_ = 0;
  ReplaySummary summary_;
};

}  // namespace

Result<ReplaySummary> replay(std::span<const Capture> captures, const ReplayOptions& options,
                             const ReplayObserver& observer, const Clock& clock, const std::stop_token& stop) {
  Replay run(options, observer, clock, stop);
  for (const auto& capture : captures) {
    if (run.over()) break;
    if (const auto played = run.play(capture); !played) return played.error();
  }
  run.summary().stopped = stop.stop_requested();
  return run.summary();
}

}  // namespace hookctl::flow
