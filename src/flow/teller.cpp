#include "flow/teller.h"

namespace hookctl::flow {

void Teller::captured(const Pending& pending, std::optional<Micros> took) const {
  if (is_shown(pending)) observer_.captured({pending.record(), pending.place, took});
}

void Teller::outcome(const Pending& pending, const capture::Outcome& outcome) const {
  if (is_shown(pending)) observer_.outcome(pending.record(), outcome);
}

void Teller::concerns(const Pending& pending, int status, std::optional<Micros> took) const {
  const Handled handled{.capture = pending.capture,
                        .provider = pending.checked.provider,
                        .status = status,
                        .took = took,
                        .budget = options_.latency_budget,
                        .is_expected = !goals_.is_unexpected(pending.capture)};
  for (const auto& concern : concerns_of(handled)) observer_.concern(pending.record(), concern);
}

bool Teller::is_shown(const Pending& pending) const {
  return !options_.filters.show || options_.filters.show->holds(pending.capture);
}

}  // namespace hookctl::flow
