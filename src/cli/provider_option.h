#pragma once

#include "base/result.h"
#include "cli/option.h"
#include "cli/settings.h"
#include "provider/provider.h"

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

/// The named provider, or null when it is to be recognised; an unknown name is an error that says the nearest.
Result<const provider::Provider*> read_provider(const Settings& settings);

/// The named provider; none is an error.
Result<const provider::Provider*> required_provider(const Settings& settings);

}  // namespace hookctl::cli
