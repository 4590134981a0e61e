#pragma once

#include <array>

#include "cli/env.h"
#include "cli/option.h"
#include "cli/settings.h"
#include "flow/keyring.h"
#include "provider/catalogue.h"

namespace hookctl::cli {

inline constexpr Option public_key_option{
    .name = "public-key",
    .placeholder = "KEY",
    .help = "public key: whpk_…, hex, base64 or PEM, or @FILE; a certificate gives its key",
    .repeat = Repeat::many};
inline constexpr Option jwks_option{.name = "jwks",
                                    .placeholder = "FILE",
                                    .help = "public keys of a JWK Set; every one is tried",
                                    .suggest = Suggest::file};
inline constexpr Option private_key_option{
    .name = "private-key", .placeholder = "KEY", .help = "private key: whsk_…, hex seed or PEM, or better @FILE"};

inline constexpr Option jwks_url_option{
    .name = "jwks-url",
    .placeholder = "URL",
    .help = "public keys of a JWK Set, fetched now from this https URL; nothing else is ever fetched"};
inline constexpr Option webhook_id_option{.name = "webhook-id",
                                          .placeholder = "ID",
                                          .help = "the webhook's own id at the provider, where it is signed (PayPal)"};

inline constexpr std::array public_key_options{public_key_option, jwks_option, jwks_url_option, webhook_id_option};
inline constexpr std::array private_key_options{private_key_option, webhook_id_option};

/// The keys that check asymmetric signatures.
inline constexpr OptionGroup public_key_group{"Public keys", public_key_options};

/// The key that makes asymmetric signatures.
inline constexpr OptionGroup private_key_group{"Private key", private_key_options};

/// The secrets of a command, and its public and private keys as far as it has options for them. Unreadable keys and
/// files are usage errors that never show the key.
Result<flow::Keyring> read_keyring(const Command& command, const Settings& settings, Env& env,
                                   const provider::Catalogue& catalogue);

}  // namespace hookctl::cli
