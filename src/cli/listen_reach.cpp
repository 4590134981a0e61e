#include "cli/listen_reach.h"

#include <array>
#include <utility>

#include "cli/read_file.h"
#include "crypto/certificate.h"
#include "flow/ngrok.h"
#include "wire/endpoint.h"

namespace hookctl::cli {
namespace {

Result<void> read_public_url(const Settings& settings, Env& env, flow::ListenOptions& listen) {
  auto url = settings.text("public-url");
  const auto agent_text = settings.text("ngrok");
  if (url && agent_text) return Error{"--public-url and --ngrok exclude each other", "give one of them"};
  if (url) {
    const auto endpoint = wire::parse_endpoint(*url);
    if (!endpoint) return settings.blame("public-url", endpoint.error());
    while (url->ends_with('/')) url->pop_back();
    listen.find_public_url = [url = *url](std::uint16_t) { return Result<std::string>(url); };
  }
  if (agent_text) {
    auto agent = flow::parse_ngrok_agent(*agent_text);
    if (!agent) return settings.blame("ngrok", agent.error());
    listen.find_public_url = [agent = *agent, &env](std::uint16_t port) -> Result<std::string> {
      auto tunnel = flow::find_tunnel(agent, port, env.stop());
      if (!tunnel) return tunnel.error();
      return std::move(tunnel->public_url);
    };
  }
  return {};
}

Result<wire::TlsIdentity> read_identity(const Settings& settings) {
  const auto certificate = settings.text("tls-cert"), key = settings.text("tls-key");
  if (!certificate || !key) return Error{"a certificate needs its key", "give both --tls-cert FILE and --tls-key FILE"};
  auto certificates = read_file(*certificate);
  if (!certificates) return settings.blame("tls-cert", certificates.error());
  auto secret = read_file(*key);
  if (!secret) return settings.blame("tls-key", secret.error());
  return wire::TlsIdentity{.certificates = *std::move(certificates),
                           .key = crypto::Secret(*std::move(secret)),
                           .certificate_name = *certificate,
                           .key_name = *key};
}

}  // namespace

Result<std::string> read_reaching(const Settings& settings, Env& env, flow::ListenOptions& listen) {
  if (const auto read = read_public_url(settings, env, listen); !read) return read.error();
  const bool given = settings.given("tls-cert") || settings.given("tls-key");
  if (settings.given("tls")) {
    if (given) return Error{"--tls self-signed and --tls-cert exclude each other", "give one of them"};
    const std::array names{listen.receiver.host};
    auto made = crypto::self_signed(names, env.clock.now());
    if (!made) return made.error();
    listen.receiver.tls = wire::TlsIdentity{.certificates = std::move(made->certificate), .key = std::move(made->key)};
    return std::move(made->fingerprint);
  }
  if (given) {
    auto identity = read_identity(settings);
    if (!identity) return identity.error();
    listen.receiver.tls = *std::move(identity);
  }
  return std::string{};
}

}  // namespace hookctl::cli
