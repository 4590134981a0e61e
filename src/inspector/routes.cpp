#include "inspector/routes.h"

#include <algorithm>
#include <array>

#include "base/recode.h"
#include "base/text.h"
#include "inspector/guard.h"

namespace hookctl::inspector {
namespace {

struct Route {
  std::string_view method;
  std::string_view path;  // `*` stands for one segment of any name
  Reply (*answer)(Site&, const Call&);
};

constexpr std::array routes{
    Route{"GET", "/", show_page},
    Route{"GET", "/page/*", show_page_file},
    Route{"GET", "/api/captures", list_captures},
    Route{"GET", "/api/captures/*", show_capture},
    Route{"GET", "/api/captures/*/body", save_body},
    Route{"GET", "/api/captures/*/curl", make_curl},
    Route{"GET", "/api/captures/*/fixture", make_fixture},
    Route{"GET", "/api/captures/*/verdict", check_capture},
    Route{"GET", "/api/stats", show_stats},
    Route{"GET", "/api/events", tell_events},
    Route{"GET", "/api/forgeries", list_forgeries},
    Route{"POST", "/api/replay", replay_capture},
    Route{"POST", "/api/edit", edit_body},
    Route{"POST", "/api/expect", mark_capture},
    Route{"POST", "/api/script", change_script},
};

/// The segment that stands for `*`, empty where the pattern has none; nothing for another path.
std::optional<std::string_view> match(std::string_view pattern, std::string_view path) {
  const auto star = pattern.find('*');
  if (star == pattern.npos) return pattern == path ? std::optional(path.substr(0, 0)) : std::nullopt;
  const auto before = pattern.substr(0, star), behind = pattern.substr(star + 1);
  if (!path.starts_with(before) || !path.substr(star).ends_with(behind)) return std::nullopt;
  const auto segment = path.substr(star, path.size() - star - behind.size());
  if (segment.empty() || segment.find('/') != segment.npos) return std::nullopt;
  return segment;
}

Bytes form_decoded(std::string_view escaped) {
  Bytes spaced(escaped);
  std::replace(spaced.begin(), spaced.end(), '+', ' ');
  return percent_decoded(spaced);
}

}  // namespace

std::optional<std::string> Call::parameter(std::string_view name) const {
  const std::string_view target = request.target;
  const auto mark = target.find('?');
  if (mark == target.npos) return std::nullopt;
  for (const auto pair : split(target.substr(mark + 1), '&')) {
    const auto equals = std::min(pair.find('='), pair.size());
    if (form_decoded(pair.substr(0, equals)) != name) continue;
    return form_decoded(pair.substr(std::min(equals + 1, pair.size())));
  }
  return std::nullopt;
}

Reply route(Site& site, const Request& request) {
  const auto path = path_of(request.target);
  const std::string_view method = request.method == "HEAD" ? "GET" : std::string_view(request.method);
  for (const auto& row : routes) {
    const auto named = row.method == method ? match(row.path, path) : std::nullopt;
    if (named) return row.answer(site, {request, *named});
  }
  return error_reply(404, {"there is nothing at this path"});
}

}  // namespace hookctl::inspector
