#include "webhook/event.h"

#include <array>

namespace hookctl {
namespace {

constexpr std::array<std::string_view, 6> status_words{"succeeded", "failed",   "moderated",
                                                       "canceled",  "progress", "other"};

}  // namespace

std::string_view to_text(Status status) { return status_words[static_cast<std::size_t>(status)]; }

std::optional<Status> parse_status(std::string_view word) {
  for (std::size_t i = 0; i < status_words.size(); ++i) {
    if (status_words[i] == word) return static_cast<Status>(i);
  }
  return std::nullopt;
}

}  // namespace hookctl
