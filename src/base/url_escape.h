#pragma once

#include <string>
#include <string_view>

namespace hookctl {

/// A text as part of a URL: everything but letters, digits and `-._~` (RFC 3986 §2.3), and what is `also_plain`, as
/// `%2F`.
std::string url_escaped(std::string_view text, std::string_view also_plain);

}  // namespace hookctl
