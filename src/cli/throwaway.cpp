#include "cli/throwaway.h"

#include <fmt/format.h>

#include "capture/new_file.h"
#include "flow/prepared.h"
#include "forge/throwaway_key.h"
#include "signature/algorithm.h"

namespace hookctl::cli {
namespace {

/// How the deliveries of a run are signed, when it is by a key pair.
Result<crypto::Signing> signing_of(flow::Recordings& recordings, const flow::ReplayOptions& replay) {
  const auto* row = replay.provider;
  if (row == nullptr) {
    const auto first = recordings.read(0);
    if (!first) return first.error();
    row = flow::sender_of(first->capture, replay.known);
  }
  if (row == nullptr) return Error{"whose keys are to be published is not known", "name the provider: --provider NAME"};
  for (const auto& scheme : row->schemes) {
    if (signature::is_asymmetric(scheme.algorithm)) return signature::row_of(scheme.algorithm).signing;
  }
  return Error{fmt::format("{} signs with a shared secret, so there are no keys to publish", row->name)};
}

Result<void> write_new(const std::string& path, const std::string& text) {
  auto file = capture::NewFile::create(path);
  if (!file) return file.error();
  if (const auto written = file->write(text); !written) return written;
  return file->keep();
}

}  // namespace

Result<void> publish_keys(const Settings& settings, flow::Recordings& recordings, flow::ReplayOptions& replay) {
  if (!settings.given("serve-jwks") && !settings.given("write-jwks")) return {};
  if (replay.signing == flow::Signing::as_was && replay.forgeries.empty()) {
    return Error{"keys are published for what is signed anew", "add --sign or --forge"};
  }
  const auto signing = signing_of(recordings, replay);
  if (!signing) return signing.error();
  auto key = replay.keys.common.private_key;
  if (!key) {
    key = forge::throwaway_key(*signing, replay.seed, "genuine");
    replay.keys.common.private_key = key;
    for (auto& [name, own] : replay.keys.by_provider) own.private_key = key;
  }
  auto published = key->public_key();
  published.set_id("hookctl");
  const auto text = crypto::to_jwks({published});
  if (const auto path = settings.text("write-jwks")) {
    if (const auto written = write_new(*path, text); !written) return settings.blame("write-jwks", written.error());
  }
  if (settings.given("serve-jwks")) {
    const auto port = settings.number("serve-jwks", 0, 65535);
    if (!port) return port.error();
    replay.jwks = flow::Jwks{text, static_cast<std::uint16_t>(*port)};
  }
  return {};
}

}  // namespace hookctl::cli
