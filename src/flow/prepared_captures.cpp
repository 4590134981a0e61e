#include "flow/prepared_captures.h"

#include <utility>

namespace hookctl::flow {
namespace {

constexpr std::size_t most_kept = 16 * 1024 * 1024;

bool come_again(const Pace& pace) { return pace.rounds > 1 || (pace.shuffle_seed && pace.copies > 1); }

/// About what a capture takes in memory.
std::size_t cost_of(const Prepared& prepared) {
  constexpr std::size_t per_header = 256;  // its stencil included
  const auto cost = [](const Request& request) { return request.body.size() + per_header * request.headers.size(); };
  return sizeof(Prepared) + cost(prepared.plain) + (prepared.captured ? cost(*prepared.captured) : 0);
}

}  // namespace

PreparedCaptures::PreparedCaptures(Recordings& recordings, const ReplayOptions& options)
    : recordings_(recordings),
      options_(options),
      detector_(options.known),
      room_(come_again(options.pace) ? most_kept : 0) {}

Result<std::shared_ptr<Prepared>> PreparedCaptures::of(std::size_t recording) {
  if (at_hand_ && last_ == recording) return at_hand_;
  if (recording < kept_.size() && kept_[recording]) return kept_[recording];
  auto recorded = recordings_.read(recording);
  if (!recorded) return recorded.error();
  auto prepared = prepare(*std::move(recorded), options_, detector_);
  if (!prepared) return prepared.error();
  last_ = recording;
  at_hand_ = std::make_shared<Prepared>(*std::move(prepared));
  if (const auto cost = cost_of(*at_hand_); cost <= room_) {
    room_ -= cost;
    if (kept_.size() <= recording) kept_.resize(recordings_.size());
    kept_[recording] = at_hand_;
  }
  return at_hand_;
}

}  // namespace hookctl::flow
