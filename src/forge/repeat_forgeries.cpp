#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "forge/groups.h"
#include "forge/seal.h"
#include "forge/unfit.h"
#include "signature/place.h"

/// The same delivery again, and parts of one delivery in another.
namespace hookctl::forge {
namespace {

constexpr int burst_size = 50;

/// As many copies of the signed request.
Result<Made> copies(const Genuine& genuine, int count, Sequence sequence) {
  const auto request = sign(genuine);
  if (!request) return request.error();
  Made all{.sequence = sequence};
  for (int i = 1; i <= count; ++i) all.requests.push_back({*request, fmt::format("{} of {}", i, count)});
  return all;
}

Result<Made> again(const Genuine& genuine) { return copies(genuine, 2, Sequence::repeats); }

Result<Made> burst(const Genuine& genuine) { return copies(genuine, burst_size, Sequence::at_once); }

Result<Made> retry(const Genuine& genuine) {
  const auto earlier = signature::stamp_at(genuine.scheme, genuine.stamp.id, genuine.now - Seconds{1});
  auto first = sign(genuine, earlier);
  auto second = sign(genuine);
  if (!first) return first.error();
  if (!second) return second.error();
  return Made{.requests = {{*std::move(first), "first"}, {*std::move(second), "again"}}, .sequence = Sequence::repeats};
}

std::string unless_retried(const Genuine& genuine) {
  if (unfit::unless_time_signed(genuine).empty()) return {};
  return fmt::format("{} signs no timestamp: a retry is the same bytes again, as replay-inside sends them",
                     genuine.provider.name);
}

std::string unless_id_beside_body(const Genuine& genuine) {
  if (auto none = unfit::unless_id(genuine); !none.empty()) return none;
  return genuine.request.body.empty() ? "the body is empty" : "";
}

Result<Made> same_id_other_body(const Genuine& genuine) {
  auto first = sign(genuine);
  auto second = sign(genuine, with_body(genuine.request, genuine.request.body + ' '));
  if (!first) return first.error();
  if (!second) return second.error();
  return Made{.requests = {{*std::move(first), "first"}, {*std::move(second), "other-body"}}};
}

/// The delivery with the signature of another event.
Result<Made> other_id(const Genuine& genuine) {
  auto request = sign(genuine);
  const auto theirs = sign(genuine, {.id = genuine.stamp.id + "_other", .timestamp = genuine.stamp.timestamp});
  if (!request) return request.error();
  if (!theirs) return theirs.error();
  const auto signature = signature::Source(*theirs).only(genuine.scheme.signature).value_or("");
  return only(with_value(*std::move(request), genuine.scheme.signature, signature));
}

/// Id, time and body that give the same signed text as the delivery's own.
struct Shifted {
  signature::Stamp stamp;
  Bytes body;
};

bool fits_in_header(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

/// Takes text up to a separator from the front of a body.
std::optional<Shifted> cut(const Genuine& genuine, std::string_view separator) {
  const auto& body = genuine.request.body;
  const auto at = body.find(separator);
  if (at == body.npos || !fits_in_header(body.substr(0, at))) return std::nullopt;
  return Shifted{{genuine.stamp.id, body.substr(0, at)}, body.substr(at + separator.size())};
}

/// Moves text over the borders between id, time and body; nothing where there is no other way to part them.
std::optional<Shifted> shifted(const Genuine& genuine) {
  const auto input = genuine.scheme.input;
  const auto& [id, time] = genuine.stamp;
  const auto& body = genuine.request.body;
  if (input.find("{id}.{ts}.{body}") != input.npos) {
    auto moved = cut(genuine, ".");
    if (moved) moved->stamp.id = id + "." + time;
    return moved;
  }
  if (input.find("{ts}{body}") != input.npos) {
    return Shifted{{id, time.substr(0, time.size() - 1)}, time.back() + body};
  }
  if (input.find("{body}{ts}") != input.npos) return Shifted{{id, time.substr(1)}, body + time.front()};
  for (const std::string_view separator : {".", ":"}) {
    if (input.find(fmt::format("{{ts}}{}{{body}}", separator)) == input.npos) continue;
    auto moved = cut(genuine, separator);
    if (moved) moved->stamp.timestamp = time + std::string(separator) + moved->stamp.timestamp;
    return moved;
  }
  return std::nullopt;
}

Result<Made> boundary_shift(const Genuine& genuine) {
  const auto moved = shifted(genuine);
  if (!moved) return Made{.not_applicable = "what is signed cannot be parted in another way"};
  auto sealed = seal(genuine);
  if (!sealed) return sealed.error();
  const auto& scheme = genuine.scheme;
  auto changed = genuine;
  changed.stamp = moved->stamp;
  auto request = with_body(std::move(sealed->request), moved->body);
  if (!scheme.id.header.empty()) request.headers.set(scheme.id.header, moved->stamp.id);
  if (!scheme.timestamp.header.empty()) request.headers.set(scheme.timestamp.header, moved->stamp.timestamp);
  std::vector<std::string> entries;
  for (const auto& each : sealed->signatures) entries.push_back(entry(scheme, each));
  auto all = only(with_entries(changed, std::move(request), entries));
  // Without a separator and a limit to the time nothing tells one parting from another.
  const bool told = scheme.input.find("{ts}{body}") == std::string_view::npos || scheme.tolerance.past.has_value();
  if (!told) all->requests.front().due = Due::informational;
  return all;
}

constexpr std::array rows{
    Forgery{"other-id", Due::refuse, "the signature of another event id", unfit::unless_id_signed, other_id},
    Forgery{"boundary-shift", Due::refuse, "text moved between id, time and body, the signed text the same",
            unfit::unless_time_signed, boundary_shift},
    Forgery{"replay-inside", Due::accept, "the same bytes twice, to be accepted and processed once", unfit::never,
            again},
    Forgery{"retry", Due::accept, "the same id again with a new time and signature, to be processed once",
            unless_retried, retry},
    Forgery{"same-id-other-body", Due::informational, "the same id again with another body, correctly signed",
            unless_id_beside_body, same_id_other_body},
    Forgery{"burst", Due::accept, "50 copies at once, to be processed once", unfit::never, burst},
};

}  // namespace

std::span<const Forgery> repeat_forgeries() { return rows; }

}  // namespace hookctl::forge
