#include "cli/provider_option.h"

#include "provider/catalogue.h"

namespace hookctl::cli {

Result<const provider::Provider*> read_provider(const Settings& settings) {
  const auto name = settings.text("provider");
  if (!name || *name == "auto") return static_cast<const provider::Provider*>(nullptr);
  auto row = provider::provider_named(*name);
  if (!row) return settings.blame("provider", row.error());
  return *row;
}

Result<const provider::Provider*> required_provider(const Settings& settings) {
  auto row = read_provider(settings);
  if (row && *row == nullptr)
    return Error{"no provider is named", "give one with --provider NAME (see: hookctl providers list)"};
  return row;
}

}  // namespace hookctl::cli
