#include "flow/simulate.h"

#include <fmt/format.h>

#include <algorithm>
#include <random>

#include "base/text.h"
#include "base/time_text.h"
#include "crypto/digest.h"
#include "crypto/encoding.h"
#include "flow/hop.h"
#include "flow/signing.h"
#include "provider/read_event.h"
#include "signature/received.h"

namespace hookctl::flow {
namespace {

void replace_all(Bytes& text, std::string_view from, std::string_view to) {
  if (from.empty()) return;
  for (auto at = text.find(from); at != text.npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

bool is_number(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// A point of time written as another is: Unix seconds, with a fraction that is kept, Unix milliseconds or RFC 3339.
std::string time_like(std::string_view written, Instant at) {
  const auto whole = written.substr(0, written.find('.'));
  if (!is_number(whole)) return to_rfc3339(at);
  const auto unit = whole.size() > 10 ? signature::TimeUnit::millis : signature::TimeUnit::seconds;
  return signature::timestamp_text(unit, at) + std::string(written.substr(whole.size()));
}

/// A number of as many digits, the first one kept.
std::string number_like(std::string_view number) {
  std::string fresh(number);
  const auto digits = crypto::to_hex(crypto::random_bytes(number.size()));
  for (std::size_t i = 1; i < fresh.size(); ++i) fresh[i] = static_cast<char>('0' + hex_value(digits[i]) % 10);
  return fresh;
}

/// An id of the same shape: its hex digits drawn anew, a prefix up to `_` and dashes kept.
std::string like(std::string_view id) {
  if (is_number(id)) return number_like(id);
  std::string fresh(id);
  const auto digits = crypto::to_hex(crypto::random_bytes(id.size()));
  const auto underscore = id.find('_');
  for (std::size_t i = underscore == id.npos ? 0 : underscore + 1; i < fresh.size(); ++i) {
    if (hex_value(fresh[i]) >= 0) fresh[i] = digits[i];
  }
  return fresh;
}

Result<std::string_view> sample_body(const provider::Provider& provider, std::string_view event) {
  std::vector<std::string_view> known;
  for (const auto& sample : provider.samples) {
    if (sample.name == event) return sample.body;
    known.push_back(sample.name);
  }
  return Error{fmt::format("{} has no sample '{}'", provider.name, event),
               known.empty() ? "give the body: --body FILE" : did_you_mean(event, known)};
}

/// What signs the attempts; nothing where the provider signs none.
Result<std::optional<signature::Signer>> signer_of(const SimulateOptions& options) {
  if (options.provider.schemes.empty()) return std::optional<signature::Signer>();
  const auto scheme = scheme_to_sign(options.provider, options.keys);
  if (!scheme) return scheme.error();
  auto signer = signature::Signer::of(**scheme, options.keys);
  if (!signer) return signer.error();
  return std::optional(*std::move(signer));
}

/// One attempt: signed with the real time, sent, and told of.
class Sender {
 public:
  Sender(const SimulateOptions& options, std::optional<signature::Signer> signer, const Clock& schedule_clock,
         const Clock& real, const std::stop_token& stop)
      : options_(options), signer_(std::move(signer)), schedule_clock_(schedule_clock), real_(real), stop_(stop) {}

  Result<Attempt> send(int number, Millis limit) {
    const auto now = real_.now();
    const auto request = signed_now(now);
    if (!request) return request.error();
    const auto started = schedule_clock_.now();
    if (number == 1) first_at_ = started;
    const auto sent = wire::send(options_.endpoint, *request, {.deadline = limit}, stop_);
    Attempt attempt{.capture = options_.id,
                    .number = number,
                    .at = now,
                    .since_first = started - first_at_,
                    .took = sent.took,
                    .ending = ending_of(sent),
                    .expected = "2xx",
                    .ok = ending_of(sent) == Ending::delivered,
                    .note = sent.error};
    if (sent.response) attempt.status = sent.response->status;
    return attempt;
  }

 private:
  Result<Request> signed_now(Instant now) {
    if (!signer_) return options_.request;
    return signer_->signed_request(options_.request, stamp_for(signer_->scheme(), options_.request, options_.id, now));
  }

  const SimulateOptions& options_;
  std::optional<signature::Signer> signer_;
  const Clock& schedule_clock_;
  const Clock& real_;
  const std::stop_token& stop_;
  Instant first_at_ = {};
};

}  // namespace

Request request_of(const provider::Provider& provider, Bytes body) {
  Request request{.headers = {{"Content-Type", std::string(provider.content_type)}},
                  .body = std::move(body),
                  .framing = Framing::length};
  for (const auto& [name, value] : provider.headers) request.headers.add(std::string(name), std::string(value));
  return request;
}

Result<Request> sample_request(const provider::Provider& provider, std::string_view event, std::string_view id,
                               Instant now) {
  const auto body = sample_body(provider, event);
  if (!body) return body.error();
  auto request = request_of(provider, Bytes(*body));
  const auto said = provider::read_event(provider, request);
  replace_all(request.body, said.subject, id.empty() ? like(said.subject) : id);
  replace_all(request.body, said.occurred_at, time_like(said.occurred_at, now));
  return request;
}

Result<SimulateSummary> simulate(const SimulateOptions& options, const OnAttempt& on_attempt, Clock& schedule_clock,
                                 const Clock& real, const std::stop_token& stop) {
  auto signer = signer_of(options);
  if (!signer) return signer.error();
  Sender sender(options, *std::move(signer), schedule_clock, real, stop);
  SimulateSummary summary;
  std::optional<Error> broken;
  std::stop_source give_up;
  const std::stop_callback on_stop(stop, [&] { give_up.request_stop(); });
  const retry::Send send = [&](int number, Millis limit) -> std::optional<int> {
    const auto attempt = sender.send(number, limit);
    if (!attempt) {
      broken = attempt.error();
      give_up.request_stop();
      return std::nullopt;
    }
    summary.attempts.push_back(*attempt);
    on_attempt(*attempt);
    return attempt->status;
  };
  std::mt19937_64 random(options.seed);
  const retry::Draw draw = [&] { return std::uniform_real_distribution(0.0, 1.0)(random); };
  const auto schedule = retry::for_body(options.schedule, options.request.body.size());
  summary.finish = retry::deliver(schedule, send, draw, schedule_clock, give_up.get_token()).finish;
  if (broken) return *broken;
  return summary;
}

std::vector<Planned> plan(const retry::Schedule& schedule) {
  auto steady = schedule;
  steady.jitter = 0;
  VirtualClock clock{Instant{}};
  const auto delivery = retry::deliver(
      steady, [](int, Millis) { return std::optional<int>{}; }, [] { return 0.5; }, clock, {});
  std::vector<Planned> planned;
  Micros before{0};
  for (const auto& attempt : delivery.attempts) {
    const auto at = attempt.at - Instant{};
    planned.push_back({static_cast<int>(planned.size()) + 1, at, at - before});
    before = at;
  }
  return planned;
}

}  // namespace hookctl::flow
