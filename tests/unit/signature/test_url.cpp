#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "signature/url.h"

using namespace hookctl;
using signature::UrlRule;

TEST_CASE("url_forms: Twilio's URL with and without its port, with its query as it is and written anew") {
  struct Case {
    const char* url;
    const char* form;
  };
  constexpr Case cases[] = {
      {"https://a.example/x?q=1", "https://a.example/x?q=1"},
      {"https://a.example/x?q=1", "https://a.example:443/x?q=1"},
      {"http://a.example/x", "http://a.example:80/x"},
      {"https://a.example:443/x", "https://a.example/x"},
      {"https://a.example:8443/x", "https://a.example:8443/x"},
      {"https://a.example:8443/x", "https://a.example/x"},
      {"https://u:p@a.example/x", "https://u:p@a.example:443/x"},
      {"https://a.example/x?to=+1&m=a%20b'", "https://a.example/x?to=%201&m=a%20b'"},
      {"https://a.example/x?q=(1)&u=%7e%c3%a9", "https://a.example/x?q=(1)&u=~%C3%A9"},
      {"https://a.example/x#rc=3&rp=5xx", "https://a.example/x"},
  };
  for (const auto& each : cases) {
    CAPTURE(each.url);
    CAPTURE(each.form);
    const auto forms = signature::url_forms(UrlRule::with_port_and_without, each.url);
    CHECK(std::find(forms.begin(), forms.end(), each.form) != forms.end());
  }
}

TEST_CASE("url_forms: Twilio signs the URL as it was given first, and never what follows '#'") {
  const auto forms = signature::url_forms(UrlRule::with_port_and_without, "https://a.example/x?q=1#rc=3");
  CHECK(forms.front() == "https://a.example/x?q=1");
  for (const auto& form : forms) CHECK(form.find('#') == form.npos);
}

TEST_CASE("url_forms: HubSpot's escapes are resolved in either case, and no others") {
  const auto forms = signature::url_forms(
      UrlRule::decoded, "https://a.example/%3A%2F%3F%40%21%24%27%28%29%2A%2C%3B%3b?keep=%20%26%25%23&cut=%4");
  CHECK(forms.front() == "https://a.example/:/?@!$'()*,;;?keep=%20%26%25%23&cut=%4");
}

TEST_CASE("url_forms: other schemes take the URL as it is") {
  CHECK(signature::url_forms(UrlRule::as_given, "https://a.example:443/x#y").size() == 1);
  CHECK(signature::url_forms(UrlRule::as_given, "https://a.example:443/x#y").front() == "https://a.example:443/x#y");
}

TEST_CASE("with_query_parameter: replaces the value where it is, else adds it in front of the fragment") {
  struct Case {
    const char* url;
    const char* changed;
  };
  constexpr Case cases[] = {
      {"https://a.example/x", "https://a.example/x?h=1"},
      {"https://a.example/x?q=2", "https://a.example/x?q=2&h=1"},
      {"https://a.example/x?h=old&q=2", "https://a.example/x?h=1&q=2"},
      {"https://a.example/x#h=frag?q", "https://a.example/x?h=1#h=frag?q"},
      {"/x?q=2&h=old#f", "/x?q=2&h=1#f"},
      {"/x", "/x?h=1"},
  };
  for (const auto& each : cases) {
    CAPTURE(each.url);
    CHECK(signature::with_query_parameter(each.url, "h", "1") == each.changed);
    CHECK(std::string(signature::query_parameter(each.changed, "h")) == "1");
  }
}

TEST_CASE("sorted_form: parameters decoded, sorted, and each pair once") {
  CHECK(signature::sorted_form("b=2&a=1") == "a1b2");
  CHECK(signature::sorted_form("a=2&a=1&a=2") == "a1a2");
  CHECK(signature::sorted_form("a=%2B1+x&B=&c") == "Ba+1 xc");
  CHECK(signature::sorted_form("a=%zz&=1").find("a%zz") != std::string::npos);
  CHECK(signature::sorted_form("").empty());
}
