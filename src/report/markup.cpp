#include "report/markup.h"

#include <fmt/format.h>

#include "base/text.h"

namespace hookctl::report {
namespace {

/// The two characters of UTF-8 that XML forbids beside the controls.
constexpr std::string_view forbidden[] = {"\xef\xbf\xbe", "\xef\xbf\xbf"};
constexpr std::string_view their_names[] = {"\\xef\\xbf\\xbe", "\\xef\\xbf\\xbf"};

std::string escaped(ByteView bytes) {
  auto text = escape_for_terminal(bytes);
  for (std::size_t i = 0; i < 2; ++i) {
    for (auto at = text.find(forbidden[i]); at != text.npos; at = text.find(forbidden[i], at)) {
      text.replace(at, forbidden[i].size(), their_names[i]);
    }
  }
  return text;
}

/// Every character of `special` as a numeric reference.
std::string referenced(std::string_view text, std::string_view special) {
  std::string out;
  for (const char c : text) {
    if (special.find(c) == special.npos) {
      out += c;
    } else {
      out += fmt::format("&#{};", static_cast<int>(c));
    }
  }
  return out;
}

}  // namespace

std::string markup(ByteView bytes) { return referenced(escaped(bytes), "&<>\"'"); }

std::string markup_lines(ByteView bytes) {
  std::string out;
  while (!bytes.empty()) {
    const auto kept = bytes.find_first_of("\n\t");
    out += markup(bytes.substr(0, kept));
    if (kept == bytes.npos) break;
    out += bytes[kept];
    bytes.remove_prefix(kept + 1);
  }
  return out;
}

std::string markdown_text(ByteView bytes) {
  auto text = referenced(escaped(bytes), "&<>\"'`*_{}[]()#+!|~@:\\$^");
  // `www.` alone makes a link.
  for (std::size_t at = 0; at + 4 <= text.size(); ++at) {
    if (iequals(std::string_view(text).substr(at, 4), "www.")) text.replace(at + 3, 1, "&#46;");
  }
  return text;
}

}  // namespace hookctl::report
