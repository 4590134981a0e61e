#include "report/provider_words.h"

#include <fmt/format.h>

#include <array>

#include "base/text.h"

namespace hookctl::report {
namespace {

std::string_view unit_text(signature::TimeUnit unit) {
  constexpr std::array<std::string_view, 3> words{"Unix seconds", "Unix milliseconds", "RFC 3339"};
  return words[static_cast<std::size_t>(unit)];
}

std::string allowed_text(const signature::Tolerance& tolerance) {
  const auto past = tolerance.past ? fmt::format("at most {} s old", tolerance.past->count()) : "of any age";
  const auto future =
      tolerance.future ? fmt::format("at most {} s ahead", tolerance.future->count()) : "or of the future";
  return fmt::format("{}, {}", past, future);
}

/// Where a scheme has its timestamp from; nothing where it has none.
std::string timestamp_source(const signature::Scheme& scheme) {
  if (!scheme.timestamp.empty()) return place_text(scheme.timestamp);
  if (!scheme.timestamp_field.empty()) return fmt::format("field {} of the signature", scheme.timestamp_field);
  const bool jwt = signature::row_of(scheme.algorithm).family == signature::Family::jwt;
  return jwt ? "claim iat of the JWT" : "";
}

}  // namespace

std::string_view algorithm_word(const signature::Scheme& scheme) { return signature::row_of(scheme.algorithm).name; }

std::string_view encoding_word(const signature::Scheme& scheme) {
  return scheme.encoding == signature::Encoding::hex ? "hex" : "base64";
}

std::string_view key_words(signature::KeyRule rule) {
  constexpr std::array<std::string_view, 4> words{"the secret's text", "the text after whsec_, not decoded",
                                                  "base64-decoded, without whsec_",
                                                  "base64-decoded behind whsec_, else the text"};
  return words[static_cast<std::size_t>(rule)];
}

std::string path_text(std::string_view paths) {
  std::string text;
  for (const auto part : split(paths, '+')) {
    if (!text.empty()) text += " + ";
    const auto start = text.size();
    for (const auto path : split(part, '|')) {
      if (text.size() > start) text += " or ";
      text.append(path.starts_with('/') || path.empty() ? "body " : "").append(path);
    }
  }
  return text;
}

std::string place_text(const signature::Place& place) {
  return path_text(place.header.empty() ? place.pointer : place.header);
}

std::string timestamp_text(const signature::Scheme& scheme) {
  const auto where = timestamp_source(scheme);
  if (where.empty()) return {};
  const bool jwt = signature::row_of(scheme.algorithm).family == signature::Family::jwt;
  return fmt::format("{} ({}{}); {}", where, unit_text(scheme.unit), jwt || signs_time(scheme) ? "" : ", not signed",
                     allowed_text(scheme.tolerance));
}

std::string_view meaning_of(const provider::Provider& provider, int status) {
  for (const auto& [answers, meaning] : provider.special) {
    for (const auto part : split(answers, ',')) {
      const auto answer = trim(part);
      const bool is_class = answer.size() == 3 && answer.ends_with("xx");
      if (is_class ? answer.front() == '0' + status / 100 : answer == fmt::format("{}", status)) return meaning;
    }
  }
  return {};
}

}  // namespace hookctl::report
