#include "signature/url.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"

namespace hookctl::signature {
namespace {

/// A URL cut where its parts meet; put together again it is the same text.
struct Parts {
  std::string_view scheme;     // `https://`
  std::string_view authority;  // `user@host:port`
  std::string_view rest;       // path, query
};

Parts cut(std::string_view url) {
  const auto mark = url.find("://");
  const auto start = mark == url.npos ? 0 : mark + 3;
  const auto end = std::min(url.find_first_of("/?", start), url.size());
  return {url.substr(0, start), url.substr(start, end - start), url.substr(end)};
}

std::string_view without_port(std::string_view authority) {
  const auto colon = authority.rfind(':');
  const auto at = authority.rfind('@');
  if (colon == authority.npos || (at != authority.npos && colon < at) || authority.ends_with(']')) return authority;
  return authority.substr(0, colon);
}

std::string joined(const Parts& parts, std::string_view authority, std::string_view rest) {
  return std::string(parts.scheme).append(authority).append(rest);
}

/// `%41+` → `A `, as forms are decoded.
Bytes form_decoded(std::string_view text) {
  Bytes out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape =
        text[i] == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 && hex_value(text[i + 2]) >= 0;
    if (escape) {
      out += static_cast<char>(hex_value(text[i + 1]) << 4 | hex_value(text[i + 2]));
      i += 2;
    } else {
      out += text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

/// A query with every parameter decoded and written anew, as some senders do before they sign.
std::string rewritten_query(std::string_view rest) {
  const auto mark = rest.find('?');
  if (mark == rest.npos) return std::string(rest);
  std::string out(rest.substr(0, mark + 1));
  constexpr std::string_view hex = "0123456789ABCDEF";
  constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~&=!*'()";
  for (std::size_t i = mark + 1; i < rest.size(); ++i) {
    const auto two = rest.substr(i, 3);
    const bool escape = two.size() == 3 && two[0] == '%' && hex_value(two[1]) >= 0 && hex_value(two[2]) >= 0;
    const char c = escape           ? static_cast<char>(hex_value(two[1]) << 4 | hex_value(two[2]))
                   : rest[i] == '+' ? ' '
                                    : rest[i];
    if (escape) i += 2;
    const bool separator = !escape && (c == '&' || c == '=');
    if (separator || (plain.find(c) != plain.npos && c != '&' && c != '=')) {
      out += c;
    } else {
      out += '%';
      out += hex[static_cast<unsigned char>(c) >> 4];
      out += hex[static_cast<unsigned char>(c) & 15];
    }
  }
  return out;
}

/// What Twilio may have signed: the URL as it is, then without and with its port, each with its query as it is and
/// written anew. What follows `#` holds settings of the delivery and is never signed.
std::vector<std::string> port_forms(const std::string& configured) {
  const auto url = configured.substr(0, configured.find('#'));
  const auto parts = cut(url);
  const auto bare = without_port(parts.authority);
  const auto with_port = std::string(bare) + (parts.scheme == "https://" ? ":443" : ":80");
  const auto port = parts.authority == bare ? with_port : std::string(parts.authority);
  std::vector<std::string> forms{url};
  for (const auto& rest : {std::string(parts.rest), rewritten_query(parts.rest)}) {
    for (const auto& authority : {std::string(bare), port}) forms.push_back(joined(parts, authority, rest));
  }
  return forms;
}

struct Escape {
  std::string_view text;
  char character;
};

/// The escapes HubSpot resolves before it signs, and no others.
constexpr std::array hubspot_escapes{Escape{"%3A", ':'}, Escape{"%2F", '/'}, Escape{"%3F", '?'},  Escape{"%40", '@'},
                                     Escape{"%21", '!'}, Escape{"%24", '$'}, Escape{"%27", '\''}, Escape{"%28", '('},
                                     Escape{"%29", ')'}, Escape{"%2A", '*'}, Escape{"%2C", ','},  Escape{"%3B", ';'}};

std::string hubspot_decoded(std::string_view url) {
  std::string out;
  for (std::size_t i = 0; i < url.size(); ++i) {
    const auto found = std::find_if(hubspot_escapes.begin(), hubspot_escapes.end(),
                                    [&](const Escape& escape) { return iequals(escape.text, url.substr(i, 3)); });
    out += found == hubspot_escapes.end() ? url[i] : found->character;
    if (found != hubspot_escapes.end()) i += 2;
  }
  return out;
}

}  // namespace

std::string url_of(const Request& request) {
  if (!request.url.empty()) return request.url;
  const auto host = request.headers.find("X-Forwarded-Host").value_or(request.headers.find("Host").value_or(""));
  if (host.empty()) return {};
  const auto scheme = request.headers.find("X-Forwarded-Proto").value_or("http");
  return std::string(scheme).append("://").append(host).append(request.target);
}

std::vector<std::string> url_forms(UrlRule rule, const std::string& url) {
  switch (rule) {
    case UrlRule::as_given:
      return {url};
    case UrlRule::decoded:
      return {hubspot_decoded(url), url};
    case UrlRule::with_port_and_without:
      return port_forms(url);
  }
  return {url};
}

std::string_view query_parameter(std::string_view url, std::string_view name) {
  url = url.substr(0, url.find('#'));
  const auto mark = url.find('?');
  if (mark == url.npos) return {};
  for (const auto pair : split(url.substr(mark + 1), '&')) {
    const auto equals = pair.find('=');
    if (equals != pair.npos && pair.substr(0, equals) == name) return pair.substr(equals + 1);
  }
  return {};
}

std::string with_query_parameter(std::string_view url, std::string_view name, std::string_view value) {
  const auto old = query_parameter(url, name);
  std::string changed(url);
  if (!old.empty()) return changed.replace(static_cast<std::size_t>(old.data() - url.data()), old.size(), value);
  const auto fragment = std::min(url.find('#'), url.size());
  const char joint = url.substr(0, fragment).find('?') == url.npos ? '?' : '&';
  return changed.insert(fragment, std::string(1, joint).append(name).append("=").append(value));
}

Bytes sorted_form(ByteView body) {
  std::set<std::pair<Bytes, Bytes>> pairs;
  for (const auto pair : split(body, '&')) {
    if (pair.empty()) continue;
    const auto equals = std::min(pair.find('='), pair.size());
    pairs.emplace(form_decoded(pair.substr(0, equals)), form_decoded(pair.substr(std::min(equals + 1, pair.size()))));
  }
  Bytes out;
  for (const auto& [name, value] : pairs) out.append(name).append(value);
  return out;
}

}  // namespace hookctl::signature
