#include "signature/input.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/checksum.h"
#include "crypto/digest.h"
#include "signature/sns.h"
#include "signature/url.h"

namespace hookctl::signature {
namespace {

struct Placeholder {
  std::string_view name;
  Result<Bytes> (*fill)(const Filling& filling, std::string_view argument, std::string_view url);
};

Result<Bytes> signed_header(const Filling& filling, std::string_view name, std::string_view) {
  const auto values = filling.source.values({.header = name});
  if (values.size() == 1) return values.front();
  return Error{values.empty() ? fmt::format("the header {} is signed, and it is missing", name)
                              : fmt::format("the header {} is there {} times", name, values.size()),
               fmt::format("give it once: -H '{}: …'", name)};
}

Result<Bytes> signed_member(const Filling& filling, std::string_view pointer, std::string_view) {
  if (auto value = filling.source.only({.pointer = pointer})) return *std::move(value);
  return Error{fmt::format("the body has no {}, which is signed", pointer), "give the body as the provider sends it"};
}

Result<Bytes> signed_url(const Filling&, std::string_view, std::string_view url) {
  if (!url.empty()) return Bytes(url);
  return Error{"the URL is signed, and it is not known", "give the one the provider was told: --url URL"};
}

Result<Bytes> webhook_id(const Filling& filling, std::string_view, std::string_view) {
  if (!filling.webhook_id.empty()) return Bytes(filling.webhook_id);
  return Error{"the webhook's id is signed, and it is not in the request", "give it with --webhook-id ID"};
}

constexpr std::array placeholders{
    Placeholder{"id", [](const Filling& f, std::string_view, std::string_view) { return Result<Bytes>(Bytes(f.id)); }},
    Placeholder{"ts",
                [](const Filling& f, std::string_view, std::string_view) { return Result<Bytes>(Bytes(f.timestamp)); }},
    Placeholder{"body", [](const Filling& f, std::string_view,
                           std::string_view) { return Result<Bytes>(f.source.request().body); }},
    Placeholder{"sha256", [](const Filling& f, std::string_view,
                             std::string_view) { return Result<Bytes>(crypto::sha256_hex(f.source.request().body)); }},
    Placeholder{"crc32",
                [](const Filling& f, std::string_view, std::string_view) {
                  return Result<Bytes>(std::to_string(crc32_of(f.source.request().body)));
                }},
    Placeholder{"method", [](const Filling& f, std::string_view,
                             std::string_view) { return Result<Bytes>(f.source.request().method); }},
    Placeholder{"secret",
                [](const Filling& f, std::string_view, std::string_view) { return Result<Bytes>(Bytes(f.secret)); }},
    Placeholder{"form", [](const Filling& f, std::string_view,
                           std::string_view) { return Result<Bytes>(sorted_form(f.source.request().body)); }},
    Placeholder{"sns", [](const Filling& f, std::string_view, std::string_view) { return sns_lines(f.source); }},
    Placeholder{"url", signed_url},
    Placeholder{"header", signed_header},
    Placeholder{"json", signed_member},
    Placeholder{"webhook_id", webhook_id},
};

/// A placeholder without its braces, taken apart: `header`, `X-User`.
struct Named {
  std::string_view name;
  std::string_view argument;
};

Named taken_apart(std::string_view placeholder) {
  const auto colon = std::min(placeholder.find(':'), placeholder.size());
  return {placeholder.substr(0, colon), placeholder.substr(std::min(colon + 1, placeholder.size()))};
}

const Placeholder* find_placeholder(std::string_view name) {
  const auto found =
      std::find_if(placeholders.begin(), placeholders.end(), [&](const auto& each) { return each.name == name; });
  return found == placeholders.end() ? nullptr : &*found;
}

Error unknown_placeholder(std::string_view placeholder) {
  return Error{fmt::format("unknown placeholder '{{{}}}' in a scheme's input", placeholder),
               "known: {id} {ts} {body} {sha256} {crc32} {method} {url} {form} {header:NAME} {json:/pointer}"};
}

Error endless_placeholder() { return {"a placeholder of the scheme's input has no end", "write it as {body}"}; }

Result<Bytes> fill(std::string_view placeholder, const Filling& filling, std::string_view url) {
  const auto [name, argument] = taken_apart(placeholder);
  const auto* known = find_placeholder(name);
  if (known == nullptr) return unknown_placeholder(placeholder);
  return known->fill(filling, argument, url);
}

Result<Bytes> filled(const Scheme& scheme, const Filling& filling, std::string_view url) {
  Bytes out;
  auto rest = scheme.input;
  while (!rest.empty()) {
    const auto open = std::min(rest.find('{'), rest.size());
    out += rest.substr(0, open);
    rest.remove_prefix(open);
    if (rest.empty()) break;
    const auto close = rest.find('}');
    if (close == rest.npos) return endless_placeholder();
    const auto text = fill(rest.substr(1, close - 1), filling, url);
    if (!text) return text.error();
    out += *text;
    rest.remove_prefix(close + 1);
  }
  return out;
}

}  // namespace

Result<void> check_input(std::string_view input) {
  for (auto open = input.find('{'); open != input.npos; open = input.find('{', open + 1)) {
    const auto close = input.find('}', open);
    if (close == input.npos) return endless_placeholder();
    const auto placeholder = input.substr(open + 1, close - open - 1);
    if (find_placeholder(taken_apart(placeholder).name) == nullptr) return unknown_placeholder(placeholder);
    open = close;
  }
  return {};
}

Result<std::vector<Bytes>> signed_forms(const Scheme& scheme, const Filling& filling) {
  std::vector<std::string> urls{""};
  if (scheme.input.find("{url}") != scheme.input.npos) {
    urls = url_forms(scheme.url, url_of(filling.source.request()));
  }
  std::vector<Bytes> forms;
  for (const auto& url : urls) {
    auto form = filled(scheme, filling, url);
    if (!form) return form.error();
    forms.push_back(*std::move(form));
  }
  return forms;
}

Result<Bytes> signed_bytes(const Scheme& scheme, const Filling& filling) {
  auto forms = signed_forms(scheme, filling);
  if (!forms) return forms.error();
  return std::move(forms->front());
}

}  // namespace hookctl::signature
