#pragma once

#include <array>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cli/env.h"
#include "cli/option.h"
#include "cli/settings.h"
#include "crypto/secret.h"

namespace hookctl::cli {

inline constexpr std::array secret_options{
    Option{.name = "secret-env",
           .placeholder = "VAR",
           .help = "take the secret from this environment variable",
           .repeat = Repeat::many},
    Option{.name = "secret-file",
           .placeholder = "FILE",
           .help = "take the secret from this file, or from stdin with -; one newline at its end is dropped",
           .repeat = Repeat::many,
           .suggest = Suggest::file},
    Option{.name = "secret",
           .placeholder = "VALUE",
           .help = "the secret itself; other users of this machine can see it",
           .otherwise = "HOOKCTL_SECRET, then <PROVIDER>_WEBHOOK_SECRET",
           .repeat = Repeat::many},
};

/// `--secret-env`, `--secret-file` and `--secret`, for every command that signs or verifies.
inline constexpr OptionGroup secret_group{"Secrets", secret_options};

inline constexpr std::array old_secret_options{
    Option{.name = "old-secret-env",
           .placeholder = "VAR",
           .help = "a secret that was valid once and must be refused now; for --forge old-key-removed"},
    Option{.name = "old-secret-file", .placeholder = "FILE", .help = "the same from a file", .suggest = Suggest::file},
};

/// `--old-secret-env` and `--old-secret-file`, for forgeries.
inline constexpr OptionGroup old_secret_group{"A secret that is no more", old_secret_options};

/// The old secret, if one is given. Errors are those of `read_secrets`.
Result<std::optional<crypto::Secret>> read_old_secret(const Settings& settings, Env& env);

/// The secrets of the first source that gives any.
struct GivenSecrets {
  std::vector<crypto::Secret> common = {};  // for whatever provider
  std::map<std::string, std::vector<crypto::Secret>, std::less<>> by_provider = {};
  bool newline_dropped = false;  // a file ended in a newline that is not part of the secret here

  const std::vector<crypto::Secret>& for_provider(std::string_view name) const;
  bool empty() const { return common.empty() && by_provider.empty(); }
};

/// Collects the secrets of the first source that gives any: the three options (flags, then the environment, then the
/// files; HOOKCTL_SECRET counts as `--secret`), then `<PROVIDER>_WEBHOOK_SECRET` of each provider. A missing variable,
/// an unreadable file and an empty secret are usage errors, which name the place and never the secret. `--secret` on
/// the command line warns once.
Result<GivenSecrets> read_secrets(const Settings& settings, Env& env, std::span<const std::string_view> provider_names);

/// `my-app` → `MY_APP_WEBHOOK_SECRET`.
std::string provider_variable(std::string_view provider);

}  // namespace hookctl::cli
