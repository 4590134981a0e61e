#include "flow/cause_search.h"

#include <utility>

#include "flow/explain.h"

namespace hookctl::flow {
namespace {

constexpr Seconds pause{60};

}  // namespace

void CauseSearch::offer(const Request& request, const Checked& checked, Instant at, Done done) {
  if (checked.verdict.state != signature::State::failed || is_busy_ || !is_due(checked.verdict.reason, at)) return;
  is_busy_ = true;
  searched_[checked.verdict.reason] = at;
  worker_ = std::jthread([this, request, checked, at, done = std::move(done)](const std::stop_token& stop) {
    auto explanation = explain(request, checked, against_, at, {clock_, stop, budget_});
    loop_.post([this, explanation = std::move(explanation), done] {
      is_busy_ = false;
      done(explanation);
    });
  });
}

bool CauseSearch::is_due(signature::Reason reason, Instant now) {
  const auto last = searched_.find(reason);
  return last == searched_.end() || now - last->second >= pause;
}

}  // namespace hookctl::flow
