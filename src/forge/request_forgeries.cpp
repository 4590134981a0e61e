#include <fmt/format.h>

#include <array>

#include "base/text.h"
#include "forge/groups.h"
#include "forge/seal.h"
#include "forge/unfit.h"
#include "signature/input.h"
#include "signature/method.h"
#include "signature/url.h"

/// The right signature on another kind of request.
namespace hookctl::forge {
namespace {

bool signs_url(const signature::Scheme& scheme) {
  const auto parts = signature::InputParts::of(scheme.input);
  return parts && parts->has("url");
}

struct Method {
  std::string_view name;
};

constexpr std::array methods{Method{"GET"}, Method{"PUT"}, Method{"DELETE"}};

Result<Made> method(const Genuine& genuine) {
  const auto request = sign(genuine);
  if (!request) return request.error();
  std::vector<Method> others;
  for (const auto& row : methods) {
    if (!signature::comes_by(genuine.scheme, row.name)) others.push_back(row);
  }
  return each(others, [&](const Method& row) -> Result<Request> {
    auto changed = *request;
    changed.method = row.name;
    return changed;
  });
}

/// The path with a further segment, before its query.
std::string with_segment(std::string_view target) {
  const auto path = target.substr(0, target.find('?'));
  return fmt::format("{}{}other{}", path, path.ends_with('/') ? "" : "/", target.substr(path.size()));
}

/// Where `from` stands at the end of the URL, `to` stands there.
std::string with_target(std::string url, std::string_view from, std::string_view to) {
  if (url.ends_with(from)) url.replace(url.size() - from.size(), from.size(), to);
  return url;
}

Forged sent_to(const Genuine& genuine, Request request, const std::string& target, std::string variant) {
  request.url = with_target(request.url, request.target, target);
  request.target = target;
  Forged forged{.request = std::move(request), .variant = std::move(variant)};
  if (signs_url(genuine.scheme)) forged.due = Due::refuse;
  return forged;
}

/// A receiver that was told its URL need not look at the host.
Result<Made> other_url(const Genuine& genuine) {
  const auto request = sign(genuine);
  if (!request) return request.error();
  auto elsewhere = *request;
  elsewhere.headers.set("Host", "other.example");
  return Made{
      .requests = {sent_to(genuine, *request, with_segment(request->target), "path"),
                   sent_to(genuine, *request, signature::with_query_parameter(request->target, "other", "1"), "query"),
                   {std::move(elsewhere), "host"}}};
}

/// The parameters of a form in reverse order.
Bytes reversed(const Bytes& body) {
  Bytes out;
  for (const auto part : split(body, '&')) out = out.empty() ? Bytes(part) : Bytes(part) + "&" + out;
  return out;
}

Result<Made> form_order(const Genuine& genuine) {
  const auto request = sign(genuine);
  if (!request) return request.error();
  const auto& body = request->body;
  Made all{.requests = {
               {with_body(*request, reversed(body)), "order"},
               {with_body(*request, body + "&" + body.substr(0, body.find('&'))), "duplicate", Due::informational}}};
  const auto urls = signature::url_forms(genuine.scheme.url, signature::url_of(genuine.request));
  auto other = genuine.request;
  other.url = urls.back();
  auto signed_there = sign(genuine, other);
  if (signed_there && urls.back() != urls.front()) {
    signed_there->url = request->url;
    all.requests.push_back({*std::move(signed_there), "port"});
  }
  return all;
}

constexpr std::array rows{
    Forgery{"method", Due::refuse, "another method with the right signature", unfit::never, method},
    Forgery{"other-url", Due::informational, "another path, query or host with the right signature", unfit::never,
            other_url},
    Forgery{"form-order", Due::accept, "the same form in another order, and signed for the URL with its port",
            unfit::unless_form, form_order},
};

}  // namespace

std::span<const Forgery> request_forgeries() { return rows; }

}  // namespace hookctl::forge
