#include <fmt/format.h>

#include <array>
#include <charconv>

#include "base/text.h"
#include "provider/row_draft.h"

namespace hookctl::provider {
namespace {

Result<void> set_millis(const RowValue& value, Millis& target) {
  if (value.is_null()) return {};
  const auto seconds = value.number();
  if (!seconds) return seconds.error();
  target = Millis{static_cast<Millis::rep>(*seconds * 1000 + 0.5)};
  return {};
}

Result<void> set_millis(const RowValue& value, std::optional<Millis>& target) {
  target.reset();
  if (value.is_null()) return {};
  Millis found{0};
  if (auto set = set_millis(value, found); !set) return set;
  target = found;
  return {};
}

/// `404`, `4xx`, or the number itself.
Result<retry::StatusRange> status_range(const RowValue& value) {
  const auto text =
      value.token().kind == json::Kind::number ? Result<std::string>(std::string(value.token().raw)) : value.text();
  if (!text) return text.error();
  int low = 0;
  const bool whole_class = text->ends_with("xx");
  const auto* end = text->data() + text->size() - (whole_class ? 2 : 0);
  const auto read = std::from_chars(text->data(), end, low);
  if (whole_class && low < 10) low *= 100;
  if (read.ec != std::errc{} || read.ptr != end || low < 100 || low > 599) {
    return value.wrong("a status is expected", "write 404, or \"4xx\" for all of them");
  }
  return retry::StatusRange{low, whole_class ? low + 99 : low};
}

Result<void> set_ranges(RowDraft& draft, const RowValue& value, std::span<const retry::StatusRange>& target) {
  if (value.is_null()) return {};
  const bool many = value.token().kind == json::Kind::array;
  const auto elements = many ? value.elements() : Result<std::vector<RowValue>>(std::vector{value});
  if (!elements) return elements.error();
  std::vector<retry::StatusRange> ranges;
  for (const auto& each : *elements) {
    const auto range = status_range(each);
    if (!range) return range.error();
    ranges.push_back(*range);
  }
  target = draft.store.keep(std::move(ranges));
  return {};
}

Result<void> special_codes(RowDraft& draft, const RowValue& value) {
  const auto members = value.members();
  if (!members) return members.error();
  std::vector<SpecialAnswer> special;
  for (const auto& each : *members) {
    std::string_view meaning;
    if (auto set = set_text(draft.store, each, meaning); !set) return set;
    special.push_back({draft.store.keep(std::string(each.name())), meaning});
  }
  draft.row.special = draft.store.keep(std::move(special));
  return {};
}

constexpr std::array delivery_members{
    RowMember<RowDraft>{
        "success",
        [](RowDraft& draft, const RowValue& value) { return set_ranges(draft, value, draft.row.retries.success); }},
    RowMember<RowDraft>{
        "timeout_s",
        [](RowDraft& draft, const RowValue& value) { return set_millis(value, draft.row.retries.timeout); }},
    RowMember<RowDraft>{
        "retry_timeout_s",
        [](RowDraft& draft, const RowValue& value) { return set_millis(value, draft.row.retries.retry_timeout); }},
    RowMember<RowDraft>{
        "permanent_failure_codes",
        [](RowDraft& draft, const RowValue& value) { return set_ranges(draft, value, draft.row.retries.permanent); }},
    RowMember<RowDraft>{"special_codes", special_codes},
    RowMember<RowDraft>{"connect_timeout_s", passed_over<RowDraft>},
    RowMember<RowDraft>{"timeout_documented", passed_over<RowDraft>},
    RowMember<RowDraft>{"https_required", passed_over<RowDraft>},
    RowMember<RowDraft>{"follow_redirects", passed_over<RowDraft>},
    RowMember<RowDraft>{"redirects_documented", passed_over<RowDraft>},
};

Result<void> delays(RowDraft& draft, const RowValue& value) {
  const auto elements = value.elements();
  if (!elements) return elements.error();
  std::vector<Millis> found;
  for (const auto& each : *elements) {
    if (auto set = set_millis(each, found.emplace_back()); !set) return set;
  }
  draft.row.retries.delays = draft.store.keep(std::move(found));
  return {};
}

Result<void> jitter(RowDraft& draft, const RowValue& value) {
  if (value.token().kind != json::Kind::number) return {};
  const auto share = value.number();
  if (!share) return share.error();
  if (*share >= 1) return value.wrong("a share below 1 is expected", "0.1 draws each delay from 90 % to 110 % of it");
  draft.row.retries.jitter = *share;
  return {};
}

Result<void> large_body_bytes(RowDraft& draft, const RowValue& value) {
  const auto bytes = value.number();
  if (!bytes) return bytes.error();
  auto& large = draft.row.retries.large_body;
  large = {static_cast<std::size_t>(*bytes), large ? large->window : Millis{0}};
  return {};
}

Result<void> large_body_window(RowDraft& draft, const RowValue& value) {
  auto& large = draft.row.retries.large_body;
  Millis window{0};
  if (auto set = set_millis(value, window); !set) return set;
  large = {large ? large->bytes : 0, window};
  return {};
}

Result<void> documented(RowDraft& draft, const RowValue& value) {
  using retry::Documented;
  const auto word = value.text();
  if (!word) return word.error();
  for (const auto each : {Documented::yes, Documented::partly, Documented::no}) {
    if (to_text(each) != *word) continue;
    draft.row.retries.documented = each;
    return {};
  }
  return value.wrong(fmt::format("unknown word '{}'", escape_for_terminal(*word)), "known: yes, partly, no");
}

/// Whether a retry is signed for its own time; null leaves that to us.
Result<void> refresh_timestamp(RowDraft& draft, const RowValue& value) {
  if (value.is_null()) return {};
  const auto word = value.token().raw;
  if (word != "true" && word != "false") return value.wrong("true or false is expected");
  draft.row.retries.stamped = word == "true" ? retry::Stamped::each_attempt : retry::Stamped::once;
  return {};
}

constexpr std::array retry_members{
    RowMember<RowDraft>{"delays_s", delays},
    RowMember<RowDraft>{
        "window_s", [](RowDraft& draft, const RowValue& value) { return set_millis(value, draft.row.retries.window); }},
    RowMember<RowDraft>{"jitter", jitter},
    RowMember<RowDraft>{"documented", documented},
    RowMember<RowDraft>{
        "note",
        [](RowDraft& draft, const RowValue& value) { return set_text(draft.store, value, draft.row.retries.note); }},
    RowMember<RowDraft>{"large_body_bytes", large_body_bytes},
    RowMember<RowDraft>{"window_large_body_s", large_body_window},
    RowMember<RowDraft>{"max_retries", passed_over<RowDraft>},
    RowMember<RowDraft>{"retry_on", passed_over<RowDraft>},
    RowMember<RowDraft>{"refresh_timestamp", refresh_timestamp},
};

}  // namespace

Result<void> read_delivery(RowDraft& draft, const RowValue& value) {
  return read_members<RowDraft>(draft, value, delivery_members);
}

Result<void> read_retry(RowDraft& draft, const RowValue& value) {
  return read_members<RowDraft>(draft, value, retry_members);
}

}  // namespace hookctl::provider
