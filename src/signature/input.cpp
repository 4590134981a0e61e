#include "signature/input.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/checksum.h"
#include "crypto/digest.h"
#include "signature/sns.h"
#include "signature/url.h"

namespace hookctl::signature {

/// A word that stands for a part of the signed bytes; `{header:X-User}` has the argument `X-User`.
struct Placeholder {
  std::string_view name;
  Result<void> (*feed)(const Filling& filling, std::string_view argument, const Sink& sink);
};

namespace {

Result<void> give(const Sink& sink, ByteView part) {
  sink(part);
  return {};
}

Result<void> signed_header(const Filling& filling, std::string_view name, const Sink& sink) {
  const auto values = filling.source.values({.header = name});
  if (values.size() == 1) return give(sink, values.front());
  return Error{values.empty() ? fmt::format("the header {} is signed, and it is missing", name)
                              : fmt::format("the header {} is there {} times", name, values.size()),
               fmt::format("give it once: -H '{}: …'", name)};
}

Result<void> signed_member(const Filling& filling, std::string_view pointer, const Sink& sink) {
  if (const auto value = filling.source.only({.pointer = pointer})) return give(sink, *value);
  return Error{fmt::format("the body has no {}, which is signed", pointer), "give the body as the provider sends it"};
}

Result<void> signed_url(const Filling& filling, std::string_view, const Sink& sink) {
  if (!filling.url.empty()) return give(sink, filling.url);
  return Error{"the URL is signed, and it is not known", "give the one the provider was told: --url URL"};
}

Result<void> webhook_id(const Filling& filling, std::string_view, const Sink& sink) {
  if (!filling.webhook_id.empty()) return give(sink, filling.webhook_id);
  return Error{"the webhook's id is signed, and it is not in the request", "give it with --webhook-id ID"};
}

Result<void> sns(const Filling& filling, std::string_view, const Sink& sink) {
  const auto lines = sns_lines(filling.source);
  if (!lines) return lines.error();
  return give(sink, *lines);
}

/// A placeholder that is always there.
template <auto text_of>
Result<void> always(const Filling& filling, std::string_view, const Sink& sink) {
  return give(sink, text_of(filling));
}

constexpr std::array placeholders{
    Placeholder{"id", always<[](const Filling& filling) { return filling.id; }>},
    Placeholder{"ts", always<[](const Filling& filling) { return filling.timestamp; }>},
    Placeholder{"body", always<[](const Filling& filling) { return ByteView(filling.source.request().body); }>},
    Placeholder{"sha256",
                always<[](const Filling& filling) { return crypto::sha256_hex(filling.source.request().body); }>},
    Placeholder{"crc32",
                always<[](const Filling& filling) { return std::to_string(crc32_of(filling.source.request().body)); }>},
    Placeholder{"method", always<[](const Filling& filling) { return ByteView(filling.source.request().method); }>},
    Placeholder{"secret", always<[](const Filling& filling) { return filling.secret; }>},
    Placeholder{"form", always<[](const Filling& filling) { return sorted_form(filling.source.request().body); }>},
    Placeholder{"sns", sns},
    Placeholder{"url", signed_url},
    Placeholder{"header", signed_header},
    Placeholder{"json", signed_member},
    Placeholder{"webhook_id", webhook_id},
};

Error unknown_placeholder(std::string_view placeholder) {
  return Error{fmt::format("unknown placeholder '{{{}}}' in a scheme's input", placeholder),
               "known: {id} {ts} {body} {sha256} {crc32} {method} {url} {form} {header:NAME} {json:/pointer}"};
}

Error endless_placeholder() { return {"a placeholder of the scheme's input has no end", "write it as {body}"}; }

}  // namespace

Result<InputParts> InputParts::of(std::string_view input) {
  InputParts taken;
  while (!input.empty()) {
    const auto open = std::min(input.find('{'), input.size());
    if (open > 0) taken.parts_.push_back({input.substr(0, open)});
    input.remove_prefix(open);
    if (input.empty()) break;
    const auto close = input.find('}');
    if (close == input.npos) return endless_placeholder();
    const auto placeholder = input.substr(1, close - 1);
    const auto colon = std::min(placeholder.find(':'), placeholder.size());
    const auto known = std::find_if(placeholders.begin(), placeholders.end(),
                                    [&](const Placeholder& each) { return each.name == placeholder.substr(0, colon); });
    if (known == placeholders.end()) return unknown_placeholder(placeholder);
    taken.parts_.push_back({placeholder.substr(std::min(colon + 1, placeholder.size())), &*known});
    input.remove_prefix(close + 1);
  }
  return taken;
}

Result<void> InputParts::feed(const Filling& filling, const Sink& sink) const {
  for (const auto& [text, placeholder] : parts_) {
    if (placeholder == nullptr) {
      sink(text);
    } else if (auto fed = placeholder->feed(filling, text, sink); !fed) {
      return fed;
    }
  }
  return {};
}

Result<Bytes> InputParts::gather(const Filling& filling) const {
  Bytes all;
  const auto fed = feed(filling, [&](ByteView part) { all += part; });
  if (!fed) return fed.error();
  return all;
}

bool InputParts::has(std::string_view name) const {
  return std::any_of(parts_.begin(), parts_.end(),
                     [&](const Part& part) { return part.placeholder != nullptr && part.placeholder->name == name; });
}

Result<void> check_input(std::string_view input) {
  if (const auto parts = InputParts::of(input); !parts) return parts.error();
  return {};
}

std::vector<std::string> signed_urls(const Scheme& scheme, const InputParts& input, const Request& request) {
  if (!input.has("url")) return std::vector<std::string>(1);
  return url_forms(scheme.url, url_of(request));
}

Result<std::vector<Bytes>> signed_forms(const Scheme& scheme, Filling filling) {
  const auto parts = InputParts::of(scheme.input);
  if (!parts) return parts.error();
  std::vector<Bytes> forms;
  for (const auto& url : signed_urls(scheme, *parts, filling.source.request())) {
    filling.url = url;
    auto form = parts->gather(filling);
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
