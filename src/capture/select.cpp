#include "capture/select.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <limits>
#include <optional>
#include <system_error>

#include "base/text.h"
#include "base/units.h"
#include "capture/log_reader.h"

namespace hookctl::capture {
namespace {

constexpr std::string_view default_path = "captures.jsonl";
constexpr std::string_view id_digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZabcdefghjkmnpqrstvwxyz";
constexpr std::size_t id_length = 26;

/// Ids are ULIDs, whose first digit is at most 7.
bool looks_like_id(std::string_view text) {
  return !text.empty() && text.size() <= id_length && text.front() >= '0' && text.front() <= '7' &&
         text.find_first_not_of(id_digits) == text.npos;
}

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// The sequence number that digits stand for. Ids begin with 0 until the year 3084 and numbers never do, so `01` is an
/// id.
std::optional<std::uint64_t> read_seq(std::string_view text) {
  if (!is_number(text) || (text.size() > 1 && text.front() == '0')) return std::nullopt;
  const auto number = parse_number(text, 0, std::numeric_limits<std::uint64_t>::max());
  return number ? std::optional(*number) : std::nullopt;
}

/// `3-7`: from the third to the seventh.
struct Range {
  std::uint64_t first;
  std::uint64_t last;
};

std::optional<Range> read_range(std::string_view text) {
  const auto dash = text.find('-');
  if (dash == text.npos) return std::nullopt;
  const auto first = read_seq(text.substr(0, dash)), last = read_seq(text.substr(dash + 1));
  if (!first || !last || *first > *last) return std::nullopt;
  return Range{*first, *last};
}

bool file_exists(std::string_view path) {
  std::error_code unknown;
  return std::filesystem::exists(path, unknown);
}

bool has_prefix(std::string_view id, std::string_view prefix) {
  return id.size() >= prefix.size() && iequals(id.substr(0, prefix.size()), prefix);
}

Error damaged(const std::string& path, const std::vector<Damage>& damage) {
  const auto others = damage.size() == 1 ? "" : fmt::format(" (and {} more)", damage.size() - 1);
  return Error{
      fmt::format("capture log '{}' is damaged: {}{}", escape_for_terminal(path), to_text(damage.front()), others),
      "what was asked for may be on that line; repair it or take it out, the other lines are whole"};
}

Error not_there(const Selector& selector) {
  return Error{fmt::format("'{}' holds no capture '{}'", escape_for_terminal(selector.path),
                           escape_for_terminal(selector.which)),
               "list what it holds with: hookctl captures list FILE"};
}

Error ambiguous(const Selector& selector, const std::vector<Capture>& found) {
  std::vector<std::string> some;
  for (const auto& capture : found) {
    if (some.size() < 3) some.push_back(fmt::format("#{} is {}", capture.seq, escape_for_terminal(capture.id)));
  }
  return Error{fmt::format("'{}' names {} captures in '{}'", escape_for_terminal(selector.which), found.size(),
                           escape_for_terminal(selector.path)),
               fmt::format("give more of the id: {}", fmt::join(some, ", "))};
}

}  // namespace

Selector parse_selector(std::string_view text) {
  const auto hash = text.rfind('#');
  if (hash == text.npos || file_exists(text)) return {.path = std::string(text)};
  const auto path = text.substr(0, hash), which = text.substr(hash + 1);
  if (!is_number(which) && !looks_like_id(which) && !read_range(which)) return {.path = std::string(text)};
  return {.path = std::string(path.empty() ? default_path : path), .which = std::string(which)};
}

Result<std::vector<Capture>> select(const Selector& selector) {
  const auto seq = read_seq(selector.which);
  const auto range = read_range(selector.which);
  const auto wanted = [&](const Capture& capture) {
    if (range) return capture.seq >= range->first && capture.seq <= range->last;
    return seq ? capture.seq == *seq : has_prefix(capture.id, selector.which);
  };
  auto log = read_log(selector.path, wanted);
  if (!log) return log.error();
  if (!log->damage.empty()) return damaged(selector.path, log->damage);
  const bool may_be_many = selector.which.empty() || (range && !log->captures.empty());
  if (may_be_many || log->captures.size() == 1) return std::move(log->captures);
  if (log->captures.empty()) return not_there(selector);
  return ambiguous(selector, log->captures);
}

Result<void> each_capture(const std::string& path, const std::function<Wish(Capture&&)>& visit) {
  std::vector<Damage> damage;
  const auto read = read_ahead(path, [&](std::size_t line, Result<Record>&& record) {
    if (!record) damage.push_back({line, record.error().message});
    auto* capture = record ? std::get_if<Capture>(&*record) : nullptr;
    return capture == nullptr ? Wish::next : visit(std::move(*capture));
  });
  if (!read) return read.error();
  if (!damage.empty()) return damaged(path, damage);
  return {};
}

}  // namespace hookctl::capture
