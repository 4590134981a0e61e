#include "flow/concern.h"

#include <fmt/format.h>

#include <array>

#include "base/units.h"
#include "signature/scheme.h"

namespace hookctl::flow {
namespace {

using Finding = std::optional<std::string>;

Finding answered_late(const Handled& handled) {
  if (!handled.provider || !handled.took || *handled.took <= handled.provider->retries.timeout) return {};
  return fmt::format("answered after {}; {} waits {} and then counts it as failed", to_text(*handled.took),
                     handled.provider->name, to_text(handled.provider->retries.timeout));
}

Finding over_budget(const Handled& handled) {
  if (!handled.budget || !handled.took || *handled.took <= *handled.budget) return {};
  return fmt::format("answered after {}; the budget is {}", to_text(*handled.took), to_text(*handled.budget));
}

Finding duplicate_refused(const Handled& handled) {
  const auto& event = handled.capture.event;
  if (!event || !event->duplicate_of || handled.status < 400 || handled.status > 499) return {};
  return fmt::format("a duplicate was answered {}; answer 2xx to what was accepted before", handled.status);
}

Finding plain_http(const Handled& handled) {
  const auto& url = handled.capture.public_url;
  if (!url || !url->starts_with("http://")) return {};
  return "the public URL is plain http; give the provider the https one";
}

Finding not_signed(const Handled& handled) {
  if (!handled.provider || handled.provider->schemes.empty()) return {};
  if (handled.capture.verdict.reason != signature::Reason::header_missing) return {};
  if (handled.capture.verdict.state != signature::State::failed) return {};
  return fmt::format("{} signs what it sends, and this is not signed: {}", handled.provider->name,
                     handled.capture.verdict.detail);
}

Finding unexpected_id(const Handled& handled) {
  if (handled.is_expected) return {};
  const auto& event = handled.capture.event;
  if (!event || event->id.empty()) return "no id could be read, and ids are expected";
  return "this id is not among those expected";
}

struct Rule {
  std::string_view name;
  Finding (*find)(const Handled&);
};

constexpr std::array rules{
    Rule{"answered_late", answered_late},
    Rule{"over_budget", over_budget},
    Rule{"duplicate_refused", duplicate_refused},
    Rule{"plain_http", plain_http},
    Rule{"not_signed", not_signed},
    Rule{"unexpected_id", unexpected_id},
};

}  // namespace

std::vector<Concern> concerns_of(const Handled& handled) {
  std::vector<Concern> concerns;
  for (const auto& [name, find] : rules) {
    if (auto text = find(handled)) concerns.push_back({name, *std::move(text)});
  }
  return concerns;
}

}  // namespace hookctl::flow
