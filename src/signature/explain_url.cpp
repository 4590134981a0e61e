#include "signature/explain_url.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/recode.h"
#include "base/text.h"

namespace hookctl::signature {
namespace {

constexpr std::string_view behind_proxy =
    "A proxy or tunnel stands in front of the endpoint; give the URL that the provider was told: --url URL";
constexpr std::string_view spelled_otherwise =
    "The URL registered with the provider is spelled otherwise; give it exactly: --url URL";
constexpr std::string_view query_changed =
    "Something between took the query apart and wrote it again; give the URL as the provider was told: --url URL";

/// A URL in pieces; put together again it is the same text.
struct Pieces {
  std::string scheme;  // `https`
  std::string user;    // `user:password@`, or empty
  std::string host;
  std::string port;   // `:8443`, or empty
  std::string path;   // with its slash
  std::string query;  // with its `?`, or empty
};

Pieces pieces_of(std::string_view url) {
  Pieces pieces;
  const auto mark = url.find("://");
  if (mark != url.npos) {
    pieces.scheme = url.substr(0, mark);
    url.remove_prefix(mark + 3);
  }
  const auto end = std::min(url.find_first_of("/?"), url.size());
  auto authority = url.substr(0, end);
  const auto at = authority.rfind('@');
  if (at != authority.npos) {
    pieces.user = authority.substr(0, at + 1);
    authority.remove_prefix(at + 1);
  }
  const auto colon = authority.rfind(':');
  const bool has_port = colon != authority.npos && authority.find(']', colon) == authority.npos;
  pieces.host = authority.substr(0, has_port ? colon : authority.npos);
  if (has_port) pieces.port = authority.substr(colon);
  const auto rest = url.substr(end);
  const auto question = std::min(rest.find('?'), rest.size());
  pieces.path = rest.substr(0, question);
  pieces.query = rest.substr(question);
  return pieces;
}

std::string url_of_pieces(const Pieces& p) { return p.scheme + "://" + p.user + p.host + p.port + p.path + p.query; }

struct UrlRow {
  std::string_view name;
  std::string_view advice;
  void (*edit)(Pieces& pieces);
};

void sort_query(Pieces& pieces) {
  if (pieces.query.size() < 2) return;
  auto pairs = split(std::string_view(pieces.query).substr(1), '&');
  std::stable_sort(pairs.begin(), pairs.end());
  std::string sorted;
  for (const auto pair : pairs) sorted.append(sorted.empty() ? "?" : "&").append(pair);
  pieces.query = std::move(sorted);
}

void reverse_query(Pieces& pieces) {
  if (pieces.query.size() < 2) return;
  auto pairs = split(std::string_view(pieces.query).substr(1), '&');
  std::reverse(pairs.begin(), pairs.end());
  std::string reversed;
  for (const auto pair : pairs) reversed.append(reversed.empty() ? "?" : "&").append(pair);
  pieces.query = std::move(reversed);
}

void drop_first_segment(Pieces& pieces) {
  const auto slash = pieces.path.find('/', 1);
  if (slash != std::string::npos) pieces.path.erase(0, slash);
}

void toggle_slash(Pieces& pieces) {
  if (pieces.path.ends_with('/')) {
    pieces.path.pop_back();
  } else {
    pieces.path += '/';
  }
}

void recode_query(Pieces& pieces, FormSpace space, HexCase hex) {
  if (pieces.query.size() > 1)
    pieces.query = "?" + form_rewritten(std::string_view(pieces.query).substr(1), space, hex);
}

constexpr std::array rows{
    UrlRow{"https instead of http", behind_proxy,
           [](Pieces& p) {
             if (p.scheme == "http") p.scheme = "https";
           }},
    UrlRow{"http instead of https", behind_proxy,
           [](Pieces& p) {
             if (p.scheme == "https") p.scheme = "http";
           }},
    UrlRow{"port left out", behind_proxy, [](Pieces& p) { p.port.clear(); }},
    UrlRow{"port 443 written", spelled_otherwise, [](Pieces& p) { p.port = ":443"; }},
    UrlRow{"port 80 written", spelled_otherwise, [](Pieces& p) { p.port = ":80"; }},
    UrlRow{"port 8443 written", spelled_otherwise, [](Pieces& p) { p.port = ":8443"; }},
    UrlRow{"port 8080 written", spelled_otherwise, [](Pieces& p) { p.port = ":8080"; }},
    UrlRow{"trailing slash added or removed", spelled_otherwise, toggle_slash},
    UrlRow{"first part of the path left out", behind_proxy, drop_first_segment},
    UrlRow{"query left out", query_changed, [](Pieces& p) { p.query.clear(); }},
    UrlRow{"query sorted", query_changed, sort_query},
    UrlRow{"query in reverse order", query_changed, reverse_query},
    UrlRow{"query written with + for spaces", query_changed,
           [](Pieces& p) { recode_query(p, FormSpace::plus, HexCase::upper); }},
    UrlRow{"query written with %20 for spaces", query_changed,
           [](Pieces& p) { recode_query(p, FormSpace::percent, HexCase::upper); }},
    UrlRow{"query written with lower-case escapes", query_changed,
           [](Pieces& p) { recode_query(p, FormSpace::percent, HexCase::lower); }},
    UrlRow{"query decoded", query_changed, [](Pieces& p) { p.query = percent_decoded(p.query); }},
    UrlRow{"path decoded", query_changed, [](Pieces& p) { p.path = percent_decoded(p.path); }},
    UrlRow{"user and password left out", spelled_otherwise, [](Pieces& p) { p.user.clear(); }},
    UrlRow{"www. added or removed", spelled_otherwise,
           [](Pieces& p) { p.host = p.host.starts_with("www.") ? p.host.substr(4) : "www." + p.host; }},
};

constexpr std::array<std::string_view, 5> host_headers{"X-Forwarded-Host", "X-Original-Host", "Host",
                                                       "X-Forwarded-Server", "X-Host"};
constexpr std::array<std::string_view, 3> prefix_headers{"X-Forwarded-Prefix", "X-Script-Name", "X-Forwarded-Path"};
constexpr std::array<std::string_view, 2> path_headers{"X-Original-URI", "X-Original-URL"};

/// `host` of `Forwarded: for=…;host=…` (RFC 7239).
std::string forwarded_host(const Request& request) {
  const auto value = request.headers.find("Forwarded").value_or("");
  for (const auto part : split(value, ';')) {
    const auto pair = trim(part);
    if (!pair.starts_with("host=")) continue;
    const auto host = pair.substr(5);
    return std::string(host.starts_with('"') && host.size() > 2 ? host.substr(1, host.size() - 2) : host);
  }
  return {};
}

void put_host(Pieces& pieces, std::string_view host) {
  const auto other = pieces_of(std::string("x://").append(host));
  pieces.host = other.host;
  pieces.port = other.port;
}

/// What the request's own headers say of the URL in front of a proxy.
std::vector<Form<std::string>> told_by_headers(const Request& request, const Pieces& base) {
  std::vector<Form<std::string>> forms;
  const auto add = [&](std::string name, auto edit) {
    auto pieces = base;
    edit(pieces);
    forms.push_back({{Class::url, std::move(name), std::string(behind_proxy), 1, 1}, url_of_pieces(pieces)});
  };
  for (const auto name : host_headers) {
    const auto host = request.headers.find(name);
    if (host) add(fmt::format("host taken from {}", name), [&](Pieces& p) { put_host(p, *host); });
  }
  if (const auto host = forwarded_host(request); !host.empty()) {
    add("host taken from Forwarded", [&](Pieces& p) { put_host(p, host); });
  }
  for (const auto name : prefix_headers) {
    const auto prefix = request.headers.find(name);
    if (prefix) add(fmt::format("path prefix taken from {}", name), [&](Pieces& p) { p.path.insert(0, *prefix); });
  }
  for (const auto name : path_headers) {
    const auto path = request.headers.find(name);
    if (!path) continue;
    add(fmt::format("path taken from {}", name), [&](Pieces& p) {
      const auto whole = pieces_of(std::string("x://h").append(*path));
      p.path = whole.path, p.query = whole.query;
    });
  }
  add("path taken from the request line", [&](Pieces& p) {
    const auto whole = pieces_of("x://h" + request.target);
    p.path = whole.path, p.query = whole.query;
  });
  return forms;
}

}  // namespace

std::vector<Form<std::string>> url_changes(const Request& request, const std::string& url) {
  const auto base = pieces_of(url);
  auto forms = told_by_headers(request, base);
  for (const auto& row : rows) {
    auto pieces = base;
    row.edit(pieces);
    forms.push_back({{Class::url, std::string(row.name), std::string(row.advice), 1, 1}, url_of_pieces(pieces)});
  }
  std::vector<Form<std::string>> distinct;
  for (auto& form : forms) {
    const auto same = [&](const Form<std::string>& other) { return other.value == form.value; };
    if (form.value == url || std::any_of(distinct.begin(), distinct.end(), same)) continue;
    distinct.push_back(std::move(form));
  }
  return distinct;
}

}  // namespace hookctl::signature
