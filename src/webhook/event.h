#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hookctl {

/// The provider's own status words, mapped to the few an app cares about.
enum class Status { succeeded, failed, moderated, canceled, progress, other };

/// The word for a status in records and reports: `succeeded`.
std::string_view to_text(Status status);

/// The status of a word that `to_text` wrote.
std::optional<Status> parse_status(std::string_view word);

/// One result an event points to.
struct Output {
  std::string url;
  std::string content_type = {};
  bool operator==(const Output&) const = default;
};

/// What happened at the provider, in one form for all providers.
struct Event {
  std::string provider = {};
  std::string id = {};       // the key to deduplicate on
  std::string subject = {};  // the provider's own job; equal to `id` where there is no other
  std::string type = {};
  std::optional<Status> status = {};
  std::string raw_status = {};
  std::vector<Output> outputs = {};
  std::string error = {};
  std::string occurred_at = {};  // as the provider wrote it
  bool operator==(const Event&) const = default;
};

}  // namespace hookctl
