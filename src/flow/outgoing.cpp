#include "flow/outgoing.h"

#include <fmt/format.h>

#include <utility>

#include "flow/signing.h"
#include "wire/render.h"

namespace hookctl::flow {
namespace {

using provider::Provider;

Composed one(Request request) {
  Composed composed;
  composed.requests.push_back({std::move(request)});
  return composed;
}

Result<Composed> forged(const forge::Forgery& forgery, const Provider& row, const Prepared& prepared,
                        const ReplayOptions& options, Instant now) {
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
    composed.requests.push_back(
        {std::move(each.request), std::move(each.variant), each.due.value_or(forgery.due), std::move(each.raw)});
  }
  return composed;
}

Result<Composed> signed_anew(const Provider& row, const Prepared& prepared, const ReplayOptions& options,
                             Signers& signers, Instant now) {
  const auto signer = signers.of(row);
  if (!signer) return signer.error();
  // A timestamp to keep stands beside the captured signature, which edits may have dropped.
  const bool keeps = options.restamp.time_rule == TimeRule::keep;
  const auto& carrier = keeps ? prepared.recorded.capture.request : prepared.plain;
  const auto stamp = restamped(options.restamp, (*signer)->scheme(), carrier, now);
  if (!stamp) return stamp.error();
  auto request = (*signer)->signed_request(prepared.plain, *stamp);
  if (!request) return request.error();
  return one(*std::move(request));
}

Result<Composed> composed_of(const Turn& turn, const Prepared& prepared, const ReplayOptions& options, Signers& signers,
                             Instant now) {
  const bool as_was = signing_of(prepared.recorded, options) == Signing::as_was;
  if (as_was && turn.forgery == nullptr) return one(prepared.plain);
  const auto* row = prepared.provider;
  if (row == nullptr) {
    return Error{fmt::format("capture {} is of no known provider, so it cannot be signed", prepared.label),
                 "name the provider: --provider NAME (see: hookctl providers list)"};
  }
  if (turn.forgery != nullptr) return forged(*turn.forgery, *row, prepared, options, now);
  return signed_anew(*row, prepared, options, signers, now);
}

}  // namespace

Result<Composed> compose(const Turn& turn, const Prepared& prepared, const ReplayOptions& options, Signers& signers,
                         Instant now) {
  auto composed = composed_of(turn, prepared, options, signers, now);
  if (!composed) return composed;
  for (auto& each : composed->requests) {
    // Edits of members by a signature may have changed the body's length.
    if (each.request.headers.find("Content-Length") && turn.forgery == nullptr) {
      each.request.headers.set("Content-Length", std::to_string(each.request.body.size()));
    }
    if (!each.bytes.empty()) continue;
    auto bytes = wire::render(each.request);
    if (!bytes) return bytes.error();
    each.bytes = *std::move(bytes);
  }
  return composed;
}

}  // namespace hookctl::flow
