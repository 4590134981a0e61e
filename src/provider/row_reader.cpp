#include "provider/row_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "base/text.h"

namespace hookctl::provider {
namespace {

/// The end of the string that begins at `at`, behind its closing quote.
std::size_t end_of_string(std::string_view text, std::size_t at) {
  for (++at; at < text.size() && text[at] != '"'; ++at) {
    if (text[at] == '\\') ++at;
  }
  return std::min(at + 1, text.size());
}

/// The end of the comment that begins at `at`; `at` itself when none does.
std::size_t end_of_comment(std::string_view text, std::size_t at) {
  const auto mark = text.substr(at, 2);
  if (mark == "//") return std::min(text.find('\n', at), text.size());
  if (mark == "/*") return std::min(text.find("*/", at + 2), text.size() - 2) + 2;
  return at;
}

}  // namespace

std::string without_comments(std::string_view text) {
  std::string out(text);
  for (std::size_t at = 0; at < out.size();) {
    if (out[at] == '"') {
      at = end_of_string(out, at);
      continue;
    }
    const auto end = end_of_comment(out, at);
    for (auto i = at; i < end; ++i) {
      if (out[i] != '\n') out[i] = ' ';
    }
    at = std::max(end, at + 1);
  }
  return out;
}

Result<RowValue> RowValue::parse(std::string_view document, std::string_view file, std::size_t line) {
  const auto root = json::parse(document);
  if (!root) return Error{fmt::format("{}:{}: {}", file, line, root.error().message), root.error().hint};
  return RowValue({document.data(), file, line}, *root, "", "");
}

std::string RowValue::place() const {
  return fmt::format("{}:{}", origin_.file, origin_.line + std::count(origin_.begin, token_.raw.data(), '\n'));
}

Error RowValue::wrong(std::string_view what, std::string hint) const {
  return {fmt::format("{}: {}{}{}", place(), escape_for_terminal(path_), path_.empty() ? "" : ": ", what),
          std::move(hint)};
}

Error RowValue::unknown(std::span<const std::string_view> known) const {
  return {fmt::format("{}: unknown member '{}'", place(), escape_for_terminal(path_)), did_you_mean(name_, known)};
}

Result<std::string> RowValue::text() const {
  if (token_.kind != json::Kind::string) return wrong("a text is expected");
  return json::text_of(token_);
}

Result<double> RowValue::number() const {
  if (token_.kind != json::Kind::number) return wrong("a number is expected");
  const auto value = std::strtod(std::string(token_.raw).c_str(), nullptr);
  constexpr double ten_years_of_seconds = 315'360'000;
  if (!(value >= 0 && value <= ten_years_of_seconds)) return wrong("the number is out of range");
  return value;
}

Result<std::vector<RowValue>> RowValue::members() const {
  if (token_.kind != json::Kind::object) return wrong("an object is expected");
  std::vector<RowValue> found;
  for (auto& [key, value] : json::members(token_)) {
    auto path = path_.empty() ? key : fmt::format("{}.{}", path_, key);
    found.push_back(RowValue(origin_, value, std::move(path), std::move(key)));
  }
  return found;
}

Result<std::vector<RowValue>> RowValue::elements() const {
  if (token_.kind != json::Kind::array) return wrong("an array is expected");
  std::vector<RowValue> found;
  for (const auto& value : json::find_all(token_, "/*")) {
    auto name = std::to_string(found.size());
    auto path = fmt::format("{}.{}", path_, name);
    found.push_back(RowValue(origin_, value, std::move(path), std::move(name)));
  }
  return found;
}

Result<std::vector<std::string>> RowValue::texts() const {
  const auto all = elements();
  if (!all) return all.error();
  std::vector<std::string> found;
  for (const auto& each : *all) {
    auto one = each.text();
    if (!one) return one.error();
    found.push_back(*std::move(one));
  }
  return found;
}

}  // namespace hookctl::provider
