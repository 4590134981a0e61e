#pragma once

#include "base/result.h"
#include "cli/option.h"
#include "cli/settings.h"
#include "provider/catalogue.h"

namespace hookctl::cli {

inline constexpr Option provider_option{.name = "provider",
                                        .placeholder = "NAME",
                                        .help = "the provider whose rules apply (see: hookctl providers list)",
                                        .otherwise = "recognised by headers and body",
                                        .suggest = Suggest::provider};

/// The same for commands that act as a provider, where nothing can be recognised.
inline constexpr Option acting_provider_option{.name = "provider",
                                               .placeholder = "NAME",
                                               .help = "the provider to act as (see: hookctl providers list)",
                                               .suggest = Suggest::provider};

inline constexpr Option scheme_option{
    .name = "scheme",
    .placeholder = "SCHEME",
    .help = "how the signature is made, instead of a provider: 'hmac-sha256 hex \"{ts}.{body}\" X-Sig prefix=v1='"};

/// Every provider this command knows: hookctl's own, those of the settings files (the project's wins), and the scheme
/// of `--scheme` where the command has that option.
Result<provider::Catalogue> read_catalogue(const Command& command, const Settings& settings);

/// The named provider, or the scheme of `--scheme`, or null when it is to be recognised; an unknown name is an error
/// that says the nearest. The row lives as long as the catalogue.
Result<const provider::Provider*> read_provider(const Settings& settings, const provider::Catalogue& catalogue);

/// The same; none is an error.
Result<const provider::Provider*> required_provider(const Settings& settings, const provider::Catalogue& catalogue);

}  // namespace hookctl::cli
