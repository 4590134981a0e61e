#include "flow/outgoing.h"

#include <fmt/format.h>

#include <utility>

#include "flow/signing.h"
#include "wire/render.h"

namespace hookctl::flow {
namespace {

using provider::Provider;

Error no_provider(const Prepared& prepared) {
  return {fmt::format("capture {} is of no known provider, so it cannot be signed", prepared.label),
          "name the provider: --provider NAME (see: hookctl providers list)"};
}

/// Edits of members, by a signature too, may have changed the body's length.
Request with_length(Request request) {
  if (request.headers.find("Content-Length")) {
    request.headers.set("Content-Length", std::to_string(request.body.size()));
  }
  return request;
}

Result<Composed> forged(const forge::Forgery& forgery, const Prepared& prepared, const ReplayOptions& options,
                        Instant now) {
  if (prepared.provider == nullptr) return no_provider(prepared);
  const auto& row = *prepared.provider;
  const auto& keys = options.keys.of(row.name);
  const auto scheme = scheme_to_sign(row, keys);
  if (!scheme) return scheme.error();
  auto made = forge::make(forgery, {.provider = row,
                                    .scheme = **scheme,
                                    .keys = keys,
                                    .request = prepared.plain,
                                    .stamp = stamp_for(**scheme, prepared.plain, "", now),
                                    .now = now,
                                    .seed = options.seed,
                                    .old_secret = options.old_secret});
  if (!made) return made.error();
  Composed composed{.not_applicable = std::move(made->not_applicable), .sequence = made->sequence};
  for (auto& each : made->requests) {
    auto bytes = each.raw.empty() ? wire::render(each.request) : std::move(each.raw);
    if (!bytes) return bytes.error();
    composed.requests.push_back({std::move(each.request.method), std::move(each.request.target), *std::move(bytes),
                                 std::move(each.variant), each.due.value_or(forgery.due)});
  }
  return composed;
}

/// Who signs a capture; null where it goes out as it was.
Result<signature::Signer*> signer_of(const Prepared& prepared, Signers& signers) {
  if (prepared.signing == Signing::as_was) return nullptr;
  if (prepared.provider == nullptr) return no_provider(prepared);
  return signers.of(*prepared.provider);
}

Result<signature::Stamp> stamp_of(const Prepared& prepared, const ReplayOptions& options,
                                  const signature::Scheme& scheme, Instant now) {
  // A timestamp to keep stands beside the captured signature, which edits may have dropped.
  return restamped(options.restamp, scheme, prepared.captured ? *prepared.captured : prepared.plain, now);
}

/// The request with these values in headers; what does not change is rendered once.
Result<Bytes> with_headers(Prepared& prepared, const std::vector<signature::Carried>& carried) {
  std::vector<std::string_view> texts;
  texts.reserve(carried.size());
  if (!prepared.stencil) {
    for (const auto& each : carried) texts.push_back(each.place.header);
    auto stencil = wire::Stencil::of(with_length(prepared.plain), texts);
    if (!stencil) return stencil.error();
    prepared.stencil = *std::move(stencil);
    texts.clear();
  }
  for (const auto& each : carried) texts.push_back(each.value);
  return prepared.stencil->filled(texts, prepared.plain);
}

Result<Bytes> bytes_of(Prepared& prepared, const ReplayOptions& options, Signers& signers, Instant now) {
  const auto signer = signer_of(prepared, signers);
  if (!signer) return signer.error();
  if (*signer == nullptr) return with_headers(prepared, {});
  if (!(*signer)->writes_headers_alone()) {
    const auto request = unforged(prepared, options, signers, now);
    if (!request) return request.error();
    return wire::render(*request);
  }
  const auto stamp = stamp_of(prepared, options, (*signer)->scheme(), now);
  if (!stamp) return stamp.error();
  const auto carried = (*signer)->sign(prepared.plain, *stamp);
  if (!carried) return carried.error();
  return with_headers(prepared, *carried);
}

}  // namespace

Result<Composed> compose(const Turn& turn, Prepared& prepared, const ReplayOptions& options, Signers& signers,
                         Instant now) {
  if (turn.forgery != nullptr) return forged(*turn.forgery, prepared, options, now);
  auto bytes = bytes_of(prepared, options, signers, now);
  if (!bytes) return bytes.error();
  Composed composed;
  composed.requests.push_back({prepared.plain.method, prepared.plain.target, *std::move(bytes)});
  return composed;
}

Result<Request> unforged(const Prepared& prepared, const ReplayOptions& options, Signers& signers, Instant now) {
  const auto signer = signer_of(prepared, signers);
  if (!signer) return signer.error();
  if (*signer == nullptr) return with_length(prepared.plain);
  const auto stamp = stamp_of(prepared, options, (*signer)->scheme(), now);
  if (!stamp) return stamp.error();
  auto request = (*signer)->signed_request(prepared.plain, *stamp);
  if (!request) return request;
  return with_length(*std::move(request));
}

}  // namespace hookctl::flow
