#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hookctl::inspector {

/// The path of a target, as it stands: `/api/stats?x=1` → `/api/stats`.
std::string_view path_of(std::string_view target);

/// What of a request to the inspector decides whether it is let in.
struct Knock {
  std::string method = "GET";
  std::string path = "/";
  std::vector<std::string> hosts = {};         // every Host header
  std::optional<std::string> token = {};       // X-Hookctl-Token
  std::optional<std::string> origin = {};      // Origin
  std::optional<std::string> fetch_site = {};  // Sec-Fetch-Site
  std::optional<std::string> content_type = {};
};

/// Why a request is not let in.
struct Turned {
  int status;
  std::string_view why;
  std::string_view hint;  // what to do
};

/// Who is let in: requests that call this machine by a name it was given, and those who bring the token of this run.
/// Another site's page can do neither: a name that was rebound to this machine is the wrong host (421), and the token
/// is known only to who started the inspector. Changes must come from the inspector's own page, or say so. Without the
/// token there is only the page itself, which holds nothing.
class Guard {
 public:
  /// `hosts` are the Host headers of its names: `127.0.0.1:4040`.
  Guard(std::vector<std::string> hosts, std::string token);

  const std::string& token() const { return token_; }

  std::optional<Turned> check(const Knock& knock) const;

 private:
  bool is_own_host(const Knock& knock) const;
  bool is_own_origin(std::string_view origin) const;

  std::vector<std::string> hosts_;
  std::string token_;
};

}  // namespace hookctl::inspector
