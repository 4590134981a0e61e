#include "inspector/marks.h"

#include <utility>

#include "flow/read_expected.h"

namespace hookctl::inspector {

Result<void> Marks::set(std::string_view id, capture::Expected expected) {
  if (expected.status.empty()) expected.status = "2xx";
  if (const auto read = flow::read_expected(expected); !read) return read.error();
  const std::scoped_lock lock(mutex_);
  expected_.insert_or_assign(std::string(id), std::move(expected));
  return {};
}

void Marks::remove(std::string_view id) {
  const std::scoped_lock lock(mutex_);
  if (const auto found = expected_.find(id); found != expected_.end()) expected_.erase(found);
}

std::optional<capture::Expected> Marks::find(std::string_view id) const {
  const std::scoped_lock lock(mutex_);
  const auto found = expected_.find(id);
  return found == expected_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<bool> Marks::judge(const capture::Capture& capture) const {
  const auto expected = find(capture.id);
  if (!expected || !capture.response) return std::nullopt;
  const auto read = flow::read_expected(*expected);
  if (!read) return std::nullopt;
  const auto& [status, body, most] = *read;
  const auto& answer = *capture.response;
  const bool in_time = !most || !answer.ms || *answer.ms <= static_cast<double>(most->count());
  return status.met_by(answer.status) && answer.fault.empty() && in_time;
}

}  // namespace hookctl::inspector
