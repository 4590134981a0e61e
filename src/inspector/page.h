#pragma once

#include <span>
#include <string>
#include <string_view>

namespace hookctl::inspector {

/// A file of the page, as it stands in `src/inspector/page/`.
struct PageFile {
  std::string_view name;  // `list.js`
  std::string_view bytes;
};

/// Every file of the page; the build puts them into the program.
std::span<const PageFile> page_files();

/// The file of that name, or null.
const PageFile* find_page_file(std::string_view name);

/// How a browser must read a file, by the end of its name.
std::string_view content_type_of(std::string_view name);

/// `index.html` with this nonce on its script and its style sheet.
std::string page_with(std::string_view nonce);

/// What the page may do: run and load its own files, ask its own server, and show images made of bytes it has. Nothing
/// can become a script or be sent elsewhere.
std::string content_policy(std::string_view nonce);

}  // namespace hookctl::inspector
