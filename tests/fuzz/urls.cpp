#include "signature/url.h"

#include <algorithm>
#include <string>

#include "base/text.h"
#include "checks.h"
#include "target.h"

namespace hookctl::fuzz {
namespace {

using signature::UrlRule;

Bytes with_pairs_reversed(ByteView form) {
  auto pairs = split(form, '&');
  std::reverse(pairs.begin(), pairs.end());
  Bytes out;
  for (const auto pair : pairs) out.append(out.empty() ? "" : "&").append(pair);
  return out;
}

}  // namespace

void check_urls(ByteView input) {
  const std::string url(input.substr(0, input.find('#')));  // a fragment is never signed
  require(signature::url_forms(UrlRule::as_given, url) == std::vector{url}, "a URL as given has one form");
  const auto decoded = signature::url_forms(UrlRule::decoded, url);
  require(decoded.front().size() <= url.size() && decoded.back() == url,
          "decoding adds nothing and keeps the original");
  const auto forms = signature::url_forms(UrlRule::with_port_and_without, url);
  require(!forms.empty() && forms.front() == url, "the URL as it was given is the one to sign");
  const auto scheme = url.substr(0, url.find("://") == url.npos ? 0 : url.find("://") + 3);
  for (const auto& form : forms) require(form.starts_with(scheme), "no form changes the scheme of a URL");

  const auto value = signature::query_parameter(input, "bodySHA256");
  require(value.empty() || input.find(std::string("bodySHA256=").append(value)) != input.npos,
          "a parameter stands in the URL");
  require(value.find('&') == value.npos, "a parameter ends where the next begins");
  require(signature::sorted_form(input) == signature::sorted_form(with_pairs_reversed(input)),
          "the order of form parameters does not matter");
}

}  // namespace hookctl::fuzz
