#include "inspector/page.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace hookctl::inspector {
namespace {

constexpr std::string_view nonce_mark = "{{nonce}}";

constexpr std::array<std::pair<std::string_view, std::string_view>, 3> types{{
    {".html", "text/html; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".js", "application/javascript; charset=utf-8"},
}};

}  // namespace

const PageFile* find_page_file(std::string_view name) {
  const auto files = page_files();
  const auto found = std::find_if(files.begin(), files.end(), [&](const PageFile& file) { return file.name == name; });
  return found == files.end() ? nullptr : &*found;
}

std::string_view content_type_of(std::string_view name) {
  const auto known =
      std::find_if(types.begin(), types.end(), [&](const auto& row) { return name.ends_with(row.first); });
  return known == types.end() ? "application/octet-stream" : known->second;
}

std::string page_with(std::string_view nonce) {
  std::string text(find_page_file("index.html")->bytes);
  for (auto at = text.find(nonce_mark); at != text.npos; at = text.find(nonce_mark, at)) {
    text.replace(at, nonce_mark.size(), nonce);
  }
  return text;
}

std::string content_policy(std::string_view nonce) {
  return fmt::format(
      "default-src 'none'; script-src 'nonce-{0}'; style-src 'nonce-{0}'; connect-src 'self'; img-src blob:; "
      "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
      "trusted-types 'none'",
      nonce);
}

}  // namespace hookctl::inspector
