#include "capture/deliveries.h"

#include <algorithm>
#include <unordered_map>
#include <utility>
#include <variant>

#include "base/text.h"
#include "capture/history.h"
#include "crypto/digest.h"

namespace hookctl::capture {
namespace {

/// What of an attempt the next one is compared with.
struct Face {
  std::string target;
  Headers headers;
  std::string body_hash;
};

std::vector<std::string> changes(const Face& before, const Face& now) {
  std::vector<std::string> changed;
  const auto note = [&](const std::string& name) {
    const bool known =
        std::any_of(changed.begin(), changed.end(), [&](const auto& each) { return iequals(each, name); });
    if (!known) changed.push_back(name);
  };
  if (before.target != now.target) note("target");
  for (const auto& [name, value] : now.headers) {
    if (before.headers.all(name) != now.headers.all(name)) note(name);
  }
  for (const auto& [name, value] : before.headers) {
    if (now.headers.count(name) == 0) note(name);
  }
  if (before.body_hash != now.body_hash) note("body");
  return changed;
}

/// Gathers captures and outcomes into deliveries.
class Grouping {
 public:
  void add(Capture&& capture) {
    found_.until = std::max(found_.until, capture.at);
    if (!capture.event) return;
    const auto identity = identity_of(*capture.event);
    if (identity.empty()) return;
    const auto [known, is_new] = index_.try_emplace(identity, found_.deliveries.size());
    if (is_new) {
      found_.deliveries.push_back({.event = *capture.event});
      faces_.emplace_back();
    }
    auto& attempts = found_.deliveries[known->second].attempts;
    SeenAttempt seen{.seq = capture.seq, .at = capture.at, .answered = std::move(capture.response)};
    Face face{std::move(capture.request.target), std::move(capture.request.headers),
              crypto::sha256_hex(capture.request.body)};
    if (!attempts.empty()) {
      seen.gap = seen.at - attempts.back().at;
      seen.changed = changes(faces_[known->second], face);
    }
    faces_[known->second] = std::move(face);
    places_[capture.id] = {known->second, attempts.size()};
    attempts.push_back(std::move(seen));
  }

  void add(Outcome&& outcome) {
    found_.until = std::max(found_.until, outcome.at);
    const auto place = places_.find(outcome.id);
    if (place == places_.end()) return;
    const auto [delivery, attempt] = place->second;
    found_.deliveries[delivery].attempts[attempt].answered = std::move(outcome.response);
  }

  template <typename Other>
  void add(Other&&) {}

  SeenDeliveries take() { return std::move(found_); }

 private:
  SeenDeliveries found_ = {};
  std::unordered_map<std::string, std::size_t> index_ = {};
  std::unordered_map<std::string, std::pair<std::size_t, std::size_t>> places_ = {};  // by capture id
  std::vector<Face> faces_ = {};
};

}  // namespace

bool SeenDelivery::accepted() const {
  return std::any_of(attempts.begin(), attempts.end(),
                     [](const SeenAttempt& each) { return each.answered && is_success(*each.answered); });
}

Result<SeenDeliveries> deliveries_in(const std::string& path) {
  Grouping grouping;
  std::vector<Damage> damage;
  const auto visit = [&](Record&& record) {
    std::visit([&](auto&& each) { grouping.add(std::forward<decltype(each)>(each)); }, std::move(record));
  };
  if (const auto read = visit_log(path, visit, [&](const Damage& found) { damage.push_back(found); }); !read) {
    return read.error();
  }
  auto found = grouping.take();
  found.damage = std::move(damage);
  return found;
}

}  // namespace hookctl::capture
