#include "capture/fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

#include "base/text.h"
#include "base/time_text.h"
#include "crypto/encoding.h"

namespace hookctl::capture {

namespace dom = simdjson::dom;

namespace {

std::string base64_name(std::string_view name) { return std::string(name) += "_b64"; }

}  // namespace

void Fields::fail(std::string_view trouble) const {
  if (problem_.empty()) problem_ = trouble;
}

void Fields::fail(std::string_view name, std::string_view what) const {
  fail(fmt::format("member '{}{}' {}", path_, name, what));
}

std::optional<dom::element> Fields::find(std::string_view name) const {
  if (!is_at(name)) return std::nullopt;
  const dom::element element = last_.value();
  return element.is_null() ? std::nullopt : std::optional(element);
}

/// Members are mostly asked for in the order they stand in: the search begins where the last one ended, and goes round.
bool Fields::is_at(std::string_view name) const {
  const auto found = [&](dom::object::iterator at, dom::object::iterator end) {
    while (at != end && !at.key_equals(name)) ++at;
    if (at == end) return false;
    last_ = at;
    return true;
  };
  const auto start = last_;
  return found(start, object_.end()) || found(object_.begin(), start);
}

std::string Fields::inner_path(std::string_view name) const {
  auto path = path_;
  path.append(name).append(1, '.');
  return path;
}

template <typename T>
std::optional<T> Fields::read(std::string_view name, std::string_view kind) const {
  const auto element = find(name);
  if (!element) return std::nullopt;
  T value;
  if (!element->get(value)) return value;
  fail(name, fmt::format("is not {}", kind));
  return std::nullopt;
}

template <typename T>
T Fields::require(std::string_view name, std::optional<T> value) const {
  if (!value) fail(name, "is missing");
  return std::move(value).value_or(T{});
}

std::optional<std::string_view> Fields::view_if(std::string_view name) const {
  return read<std::string_view>(name, "a string");
}

std::optional<std::string> Fields::text_if(std::string_view name) const {
  const auto value = view_if(name);
  return value ? std::optional<std::string>(*value) : std::nullopt;
}

std::optional<std::uint64_t> Fields::number_if(std::string_view name) const {
  return read<std::uint64_t>(name, "a whole number");
}

std::optional<int> Fields::integer_if(std::string_view name) const {
  const auto value = number_if(name);
  if (!value) return std::nullopt;
  if (*value <= std::numeric_limits<int>::max()) return static_cast<int>(*value);
  fail(name, "is too large");
  return std::nullopt;
}

std::optional<double> Fields::decimal_if(std::string_view name) const { return read<double>(name, "a number"); }

bool Fields::flag_if(std::string_view name) const { return read<bool>(name, "true or false").value_or(false); }

std::optional<Fields> Fields::object_if(std::string_view name) const {
  const auto value = read<dom::object>(name, "an object");
  if (!value) return std::nullopt;
  return Fields(*value, inner_path(name), problem_);
}

std::string_view Fields::view(std::string_view name) const { return require(name, view_if(name)); }
std::string Fields::text(std::string_view name) const { return std::string(view(name)); }
std::uint64_t Fields::number(std::string_view name) const { return require(name, number_if(name)); }
int Fields::integer(std::string_view name) const { return require(name, integer_if(name)); }
double Fields::decimal(std::string_view name) const { return require(name, decimal_if(name)); }

Fields Fields::object(std::string_view name) const {
  if (auto value = object_if(name)) return *std::move(value);
  fail(name, "is missing");
  return *this;
}

Instant Fields::time(std::string_view name) const {
  const auto at = parse_time(view(name));
  if (at) return *at;
  fail(name, "is not a time");
  return {};
}

std::size_t Fields::word(std::string_view name, std::span<const std::string_view> words) const {
  const auto spelled = view(name);
  const auto found = std::find(words.begin(), words.end(), spelled);
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  fail(name, fmt::format("has an unknown word: '{}'", escape_for_terminal(spelled)));
  return 0;
}

Bytes Fields::bytes_if(std::string_view name) const {
  const auto plain = view_if(name);
  const auto encoded_name = base64_name(name);
  const auto encoded = view_if(encoded_name);
  if (plain && encoded) fail(name, fmt::format("and its '{}' exclude each other", encoded_name));
  if (!encoded) return Bytes(plain.value_or(""));
  if (auto decoded = crypto::from_base64(*encoded)) return *std::move(decoded);
  fail(encoded_name, "is not base64");
  return {};
}

Bytes Fields::bytes(std::string_view name) const {
  if (!find(name) && !find(base64_name(name))) fail(name, "is missing");
  return bytes_if(name);
}

std::vector<Fields> Fields::objects_if(std::string_view name) const {
  const auto array = read<dom::array>(name, "an array");
  if (!array) return {};
  std::vector<Fields> objects;
  for (const dom::element element : *array) {
    dom::object object;
    if (element.get(object)) {
      fail(name, "is not an array of objects");
      return {};
    }
    objects.emplace_back(object, inner_path(name), problem_);
  }
  return objects;
}

std::vector<std::string> Fields::texts_if(std::string_view name) const {
  const auto array = read<dom::array>(name, "an array");
  if (!array) return {};
  std::vector<std::string> texts;
  for (const dom::element element : *array) {
    std::string_view text;
    if (element.get(text)) {
      fail(name, "is not an array of strings");
      return {};
    }
    texts.emplace_back(text);
  }
  return texts;
}

Headers Fields::headers_if(std::string_view name, std::vector<std::string>& masked) const {
  Headers headers;
  const auto array = read<dom::array>(name, "an array");
  if (!array) return headers;
  headers.reserve(array->size());
  for (const dom::element element : *array) {
    auto header = read_header(name, element, masked);
    headers.add(std::move(header.name), std::move(header.value));
  }
  return headers;
}

Header Fields::read_header(std::string_view name, dom::element element, std::vector<std::string>& masked) const {
  const auto malformed = [&] {
    fail(name, "holds something else than [name, value]");
    return Header{};
  };
  dom::array array;
  if (element.get(array)) return malformed();
  std::array<std::string_view, 3> parts;
  if (array.size() < 2 || array.size() > parts.size()) return malformed();
  auto next = parts.begin();
  for (const dom::element part : array) {
    if (part.get(*next++)) return malformed();
  }
  Header header{std::string(parts[0]), std::string(parts[1])};
  if (array.size() == 2) return header;
  const auto marker = parts[2];
  if (marker == "masked") {
    const auto same = [&](const std::string& other) { return iequals(other, header.name); };
    if (std::none_of(masked.begin(), masked.end(), same)) masked.push_back(header.name);
    return header;
  }
  const auto decoded = crypto::from_base64(header.value);
  if (marker != "b64" || !decoded) fail(name, "holds a value that is not base64");
  return {header.name, decoded.value_or("")};
}

}  // namespace hookctl::capture
