#include "provider/detect.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdint>

#include "base/json_document.h"
#include "base/text.h"
#include "provider/catalogue.h"

namespace hookctl::provider {
namespace {

/// The lengths of the names, by which most rows are ruled out.
std::uint64_t lengths_in(const Headers& headers) {
  std::uint64_t lengths = 0;
  for (const auto& header : headers) lengths |= length_bit(header.name);
  return lengths;
}

/// A request whose body is parsed once, and only when a row that could win asks for it.
class Delivery {
 public:
  explicit Delivery(const Request& request) : request_(request) {}

  bool has_header(std::string_view name, std::string_view prefix) const {
    const auto& headers = request_.headers;
    return std::any_of(headers.begin(), headers.end(), [&](const Header& header) {
      return iequals(header.name, name) && header.value.starts_with(prefix);
    });
  }

  bool has_member(std::string_view pointer, std::string_view prefix) {
    if (!parsed_) body_ = json::Document::read(request_.body);
    parsed_ = true;
    if (!body_) return false;
    const auto token = body_->find(pointer);
    return token && (prefix.empty() || json::text_of(*token).starts_with(prefix));
  }

 private:
  const Request& request_;
  bool parsed_ = false;
  std::optional<json::Document> body_;
};

constexpr bool is_header(const signature::Condition& condition) { return !condition.place.header.empty(); }

bool headers_fit(const Marks& marks, const Delivery& delivery) {
  if (!marks.header.empty() && !delivery.has_header(marks.header, marks.value_prefix)) return false;
  return std::all_of(marks.also.begin(), marks.also.end(), [&](const auto& each) {
    return !is_header(each) || delivery.has_header(each.place.header, each.starts_with);
  });
}

bool body_fits(const Marks& marks, Delivery& delivery) {
  return std::all_of(marks.members.begin(), marks.members.end(),
                     [&](std::string_view pointer) { return delivery.has_member(pointer, {}); }) &&
         std::all_of(marks.also.begin(), marks.also.end(), [&](const auto& each) {
           return is_header(each) || delivery.has_member(each.place.pointer, each.starts_with);
         });
}

/// How much a match says. A header says more than any shape of a body; without marks nothing does.
std::size_t weight(const Marks& marks) {
  constexpr std::size_t header = 16;
  auto sum = (marks.header.empty() ? 0 : header) + (marks.value_prefix.empty() ? 0 : 1) + marks.members.size();
  for (const auto& each : marks.also) sum += (is_header(each) ? header : 1) + (each.starts_with.empty() ? 0 : 1);
  return sum;
}

std::uint64_t lengths_of(const Marks& marks) {
  auto lengths = marks.header.empty() ? 0 : length_bit(marks.header);
  for (const auto& each : marks.also) lengths |= is_header(each) ? length_bit(each.place.header) : 0;
  return lengths;
}

std::string described(std::string_view name, std::string_view prefix) {
  return prefix.empty() ? std::string(name) : fmt::format("{} starts with '{}'", name, prefix);
}

/// `body has /a, /b`; the member `` is the whole body.
std::string members_text(std::span<const std::string_view> members) {
  if (members.size() == 1 && members.front().empty()) return "body is JSON";
  return fmt::format("body has {}", fmt::join(members, ", "));
}

}  // namespace

std::string Detected::basis() const {
  std::string basis;
  const auto add = [&](const std::string& part) { basis += (basis.empty() ? "" : ", ") + part; };
  if (!marks->header.empty()) add(described(marks->header, marks->value_prefix));
  for (const auto& each : marks->also) {
    const auto name = is_header(each) ? std::string(each.place.header) : fmt::format("body {}", each.place.pointer);
    add(described(name, each.starts_with));
  }
  if (!marks->members.empty()) add(members_text(marks->members));
  return basis;
}

Detector::Detector(std::span<const Provider> rows) : rows_(rows) {
  const auto add = [&](const Provider& row, const Marks& marks) {
    if (weight(marks) > 0) entries_.push_back({&row, &marks, lengths_of(marks), weight(marks)});
  };
  for (const auto& row : rows) {
    add(row, row.marks);
    for (const auto& marks : row.other_marks) add(row, marks);
  }
  std::stable_sort(entries_.begin(), entries_.end(),
                   [](const Entry& left, const Entry& right) { return left.weight > right.weight; });
}

std::optional<Detected> Detector::detect(const Request& request) const {
  Delivery delivery(request);
  const auto lengths = lengths_in(request.headers);
  const auto fits = [&](const Entry& entry) {
    return (entry.lengths & ~lengths) == 0 && headers_fit(*entry.marks, delivery) && body_fits(*entry.marks, delivery);
  };
  const auto best = std::find_if(entries_.begin(), entries_.end(), fits);
  if (best == entries_.end()) return std::nullopt;
  return Detected{best->row, best->marks};
}

std::optional<Detected> detect(const Request& request, std::span<const Provider> rows) {
  return Detector(rows).detect(request);
}

std::optional<Detected> detect(const Request& request) { return detect(request, catalogue()); }

}  // namespace hookctl::provider
