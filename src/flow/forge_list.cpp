#include "flow/forge_list.h"

#include <fmt/format.h>

#include "crypto/encoding.h"
#include "forge/throwaway_key.h"

namespace hookctl::flow {
namespace {

constexpr Instant any_time{Seconds{1'767'225'600}};  // 2026

signature::Keys keys_for(const signature::Scheme& scheme) {
  signature::Keys keys{.webhook_id = "webhook"};
  if (signature::is_asymmetric(scheme.algorithm)) {
    keys.private_key = forge::throwaway_key(signature::row_of(scheme.algorithm).signing, 0, "list");
  } else {
    keys.secrets.emplace_back("whsec_" + crypto::to_base64(forge::seeded_bytes(0, "list", 32)));
  }
  return keys;
}

Request sample_of(const provider::Provider& row) {
  Request request{.target = "/hook", .url = "https://app.example/hook"};
  if (!row.samples.empty()) request.body = row.samples.front().body;
  for (const auto& [name, value] : row.headers) request.headers.add(std::string(name), std::string(value));
  return request;
}

}  // namespace

Result<std::vector<ListedForgery>> list_forgeries(const provider::Provider* row) {
  std::vector<ListedForgery> all;
  for (const auto* forgery : forge::forgeries()) all.push_back({forgery});
  for (const auto* forgery : forge::framing_forgeries()) all.push_back({forgery});
  if (row == nullptr) return all;
  if (row->schemes.empty()) return Error{fmt::format("{} signs nothing", row->name), "there is nothing to forge"};
  const auto& scheme = row->schemes.front();
  const auto keys = keys_for(scheme);
  const auto request = sample_of(*row);
  for (auto& [forgery, reason] : all) {
    const auto made = forge::make(*forgery, {.provider = *row,
                                             .scheme = scheme,
                                             .keys = keys,
                                             .request = request,
                                             .stamp = signature::stamp_at(scheme, "msg_1", any_time),
                                             .now = any_time});
    if (!made) return made.error();
    reason = made->not_applicable;
  }
  return all;
}

}  // namespace hookctl::flow
