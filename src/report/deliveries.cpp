#include "report/deliveries.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>

#include "base/text.h"
#include "base/time_text.h"
#include "base/units.h"
#include "report/answer.h"
#include "report/json_line.h"

namespace hookctl::report {
namespace {

std::string percent(double share) { return fmt::format("{:.1f} %", share * 100); }

std::string attempt_text(const capture::SeenAttempt& attempt) {
  auto text = fmt::format("  #{:<5} {:<14} -> {}", attempt.seq,
                          attempt.gap ? "+" + hookctl::to_text(*attempt.gap) : to_rfc3339(attempt.at).substr(11, 12),
                          attempt.answered ? answer_text(*attempt.answered) : "?");
  if (!attempt.changed.empty()) {
    text += escape_for_terminal(fmt::format("   changed: {}", fmt::join(attempt.changed, ", ")));
  }
  return text + "\n";
}

/// `10 s, then × 3 each, at most 15 min`, or the delays one by one.
std::string delays_text(const retry::Fit& fit) {
  if (fit.shape == retry::Shape::fixed) return hookctl::to_text(fit.delays.front());
  if (fit.shape == retry::Shape::exponential) {
    const auto cap = fit.cap ? fmt::format(", at most {}", hookctl::to_text(*fit.cap)) : "";
    return fmt::format("{}, then x {:.2f} each{}", hookctl::to_text(fit.delays.front()), fit.factor, cap);
  }
  std::string text;
  for (const auto delay : fit.delays) text += fmt::format("{}{}", text.empty() ? "" : ", ", hookctl::to_text(delay));
  return text;
}

Json millis_of(const std::vector<Millis>& delays) {
  auto array = Json::array();
  for (const auto delay : delays) array.push_back(delay.count());
  return array;
}

template <typename Duration>
Json count_or_null(const std::optional<Duration>& duration) {
  return duration ? Json(duration->count()) : Json(nullptr);
}

}  // namespace

std::string delivery_text(const capture::SeenDelivery& delivery, Colour colour) {
  const auto& event = delivery.event;
  const auto accepted = delivery.accepted();
  const auto count = delivery.attempts.size();
  auto text = fmt::format("{}  {} {}  {} attempt{}\n",
                          paint(colour, accepted ? Ink::good : Ink::bad, accepted ? "accepted" : "refused "),
                          event.provider.empty() ? "unknown provider" : event.provider,
                          escape_for_terminal(event.key.empty() ? event.id : event.key), count, count == 1 ? "" : "s");
  for (const auto& attempt : delivery.attempts) text += attempt_text(attempt);
  return text;
}

std::string delivery_json(const capture::SeenDelivery& delivery) {
  auto attempts = Json::array();
  for (const auto& each : delivery.attempts) {
    Json attempt{{"seq", each.seq},
                 {"at", to_rfc3339(each.at)},
                 {"gap_ms", each.gap ? Json(in_millis(*each.gap)) : Json(nullptr)},
                 {"status", nullptr},
                 {"fault", nullptr},
                 {"changed", each.changed}};
    if (each.answered && each.answered->status != 0) attempt["status"] = each.answered->status;
    if (each.answered) attempt["fault"] = or_null(each.answered->fault);
    attempts.push_back(std::move(attempt));
  }
  auto object = object_of("delivery");
  object.update(Json{{"provider", or_null(delivery.event.provider)},
                     {"id", delivery.event.id},
                     {"accepted", delivery.accepted()},
                     {"attempts", std::move(attempts)}});
  return line_of(object);
}

std::string fit_text(std::string_view provider, const retry::Fit& fit) {
  auto text = fmt::format("schedule of {}  {}: {}\n", provider, to_text(fit.shape), delays_text(fit));
  text += fmt::format("  rests on {} gap{} of {} deliver{}; off by {} (root mean square), {} at most\n", fit.gaps,
                      fit.gaps == 1 ? "" : "s", fit.deliveries, fit.deliveries == 1 ? "y" : "ies",
                      percent(fit.residual), percent(fit.worst));
  text += fmt::format("  jitter ±{}\n", percent(fit.jitter));
  if (fit.window) {
    text += fmt::format("  ended after {} attempts within {}\n", fit.delays.size() + 1, hookctl::to_text(*fit.window));
  }
  for (const auto& what : fit.open) text += fmt::format("  not known yet: {}\n", what);
  return text;
}

std::string fit_json(std::string_view provider, const retry::Fit& fit) {
  auto object = object_of("fit");
  object.update(Json{{"provider", provider},
                     {"shape", to_text(fit.shape)},
                     {"delays_ms", millis_of(fit.delays)},
                     {"factor", fit.factor},
                     {"cap_ms", count_or_null(fit.cap)},
                     {"jitter", fit.jitter},
                     {"residual", fit.residual},
                     {"worst", fit.worst},
                     {"deliveries", fit.deliveries},
                     {"gaps", fit.gaps},
                     {"window_ms", count_or_null(fit.window)},
                     {"open", fit.open}});
  return line_of(object);
}

std::string profile_json(std::string_view provider, const retry::Fit& fit) {
  auto delays = Json::array();
  for (const auto delay : fit.delays) delays.push_back(in_seconds(delay));
  Json retry{{"delays_s", std::move(delays)},
             {"window_s", nullptr},
             {"jitter", std::min(0.99, std::round(fit.jitter * 1000) / 1000)},
             {"documented", "no"},
             {"note", fmt::format("learned from {} gaps of {} deliveries", fit.gaps, fit.deliveries)}};
  const Json profile{{"providers", {{std::string(provider), {{"retry", std::move(retry)}}}}}};
  return profile.dump(2) + "\n";
}

}  // namespace hookctl::report
