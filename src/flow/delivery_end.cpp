#include "flow/delivery_end.h"

namespace hookctl::flow {

void SimulateSummary::count(const DeliveryEnd& end) {
  switch (end.outcome) {
    case Outcome::delivered:
      ++delivered;
      break;
    case Outcome::gave_up:
    case Outcome::refused_for_good:
      ++gave_up;
      break;
    case Outcome::unknown:
      ++unknown;
      return;
    case Outcome::stopped:
      ++stopped;
      return;
  }
  if (!end.objection.empty()) ++objections;
}

}  // namespace hookctl::flow
