#include "inspector/search.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "capture/log_follower.h"

namespace hookctl::inspector {
namespace {

constexpr std::size_t remembered = 12;

/// How many captures are looked at before others get their turn.
constexpr std::size_t at_once = 512;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool contains(ByteView bytes, std::string_view text) {
  const auto same = [](char left, char right) { return lower(left) == right; };
  return std::search(bytes.begin(), bytes.end(), text.begin(), text.end(), same) != bytes.end();
}

/// `text` is in lower case.
bool mentions(const capture::Capture& capture, std::string_view text) {
  const auto& request = capture.request;
  const auto in = [&](ByteView bytes) { return contains(bytes, text); };
  if (in(request.method) || in(request.target) || in(capture.id) || in(capture.verdict.provider)) return true;
  if (const auto& event = capture.event) {
    if (in(event->provider) || in(event->id) || in(event->subject) || in(event->type) || in(event->raw_status)) {
      return true;
    }
  }
  const auto in_header = [&](const Header& header) { return in(header.name) || in(header.value); };
  return std::any_of(request.headers.begin(), request.headers.end(), in_header) || in(request.body);
}

/// A capture that must be read to be judged, and what was answered, which its record may not say.
struct Candidate {
  std::uint32_t position;
  capture::LogPlace place;
  std::optional<capture::Answered> response;
};

/// Whether a question can only be answered with headers and body at hand.
bool needs_record(const Query& query) {
  return !query.text.empty() || query.where.find("header:") != std::string::npos ||
         query.where.find("json:") != std::string::npos;
}

/// Whether the answer may be another once an app has answered.
bool depends_on_outcome(const Query& query) { return query.where.find("answer") != std::string::npos; }

}  // namespace

Result<Slice> Search::find(const Query& query, const Window& window) {
  const auto asked = recall(query);
  if (!asked) return asked.error();
  const std::scoped_lock lock((*asked)->mutex);
  if (const auto examined = catch_up(**asked); !examined) return examined.error();
  const auto& found = (*asked)->found;
  Slice slice{.total = found.size()};
  std::uint32_t behind = Rows::none;
  shelf_.read([&](const Rows& rows, Extent extent) {
    slice.extent = extent;
    if (!window.after.empty()) behind = rows.find(window.after);
  });
  if (!window.after.empty() && behind == Rows::none) {
    return Error{"there is no capture of that id", "leave 'after' out to begin at the first"};
  }
  auto end = found.size();
  if (window.skip) {
    end -= std::min(*window.skip, end);
    slice.from = end - std::min(window.limit, end);
  } else {
    const auto next = std::upper_bound(found.begin(), found.end(), behind);
    slice.from = window.after.empty() ? std::min(window.from, end) : static_cast<std::size_t>(next - found.begin());
    end = slice.from + std::min(window.limit, end - slice.from);
  }
  slice.positions.assign(found.begin() + static_cast<std::ptrdiff_t>(slice.from),
                         found.begin() + static_cast<std::ptrdiff_t>(end));
  return slice;
}

Result<std::shared_ptr<Search::Asked>> Search::recall(const Query& query) {
  const std::scoped_lock lock(mutex_);
  const auto known = std::find_if(asked_.begin(), asked_.end(), [&](const auto& each) { return each->query == query; });
  if (known != asked_.end()) {
    asked_.splice(asked_.begin(), asked_, known);
    return asked_.front();
  }
  auto asked = std::make_shared<Asked>();
  asked->query = query;
  if (!query.where.empty()) {
    auto condition = flow::Condition::parse(query.where);
    if (!condition) return condition.error();
    asked->condition = *std::move(condition);
  }
  asked_.push_front(asked);
  if (asked_.size() > remembered) asked_.pop_back();
  return asked;
}

Result<void> Search::catch_up(Asked& asked) const {
  while (true) {
    const auto more = examine_some(asked);
    if (!more) return more.error();
    if (!*more) return {};
  }
}

/// Looks at some captures that were not yet looked at; whether there are more.
Result<bool> Search::examine_some(Asked& asked) const {
  std::vector<Candidate> candidates;
  bool is_more = false;
  shelf_.read([&](const Rows& rows, Extent extent) {
    const bool outdated = depends_on_outcome(asked.query) && asked.updates != rows.updates();
    if (asked.edition != extent.edition || outdated) {
      asked.examined = 0;
      asked.found.clear();
    }
    asked.edition = extent.edition;
    asked.updates = rows.updates();
    const auto size = rows.captures().size();
    const auto end = std::min(size, asked.examined + at_once);
    for (; asked.examined < end; ++asked.examined) {
      const auto position = static_cast<std::uint32_t>(asked.examined);
      const auto& row = rows.captures()[position];
      if (needs_record(asked.query)) {
        candidates.push_back({position, row.place, row.capture.response});
      } else if (!asked.condition || asked.condition->holds(row.capture)) {
        asked.found.push_back(position);
      }
    }
    is_more = end < size;
  });
  if (candidates.empty()) return is_more;
  auto reader = capture::RecordReader::open(shelf_.path());
  if (!reader) return reader.error();
  std::string text = asked.query.text;
  std::transform(text.begin(), text.end(), text.begin(), lower);
  for (auto& candidate : candidates) {
    auto record = reader->record(candidate.place);
    auto* capture = record ? std::get_if<capture::Capture>(&*record) : nullptr;
    if (capture == nullptr || !mentions(*capture, text)) continue;
    capture->response = std::move(candidate.response);
    if (!asked.condition || asked.condition->holds(*capture)) asked.found.push_back(candidate.position);
  }
  return is_more;
}

}  // namespace hookctl::inspector
