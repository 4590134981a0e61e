#include "cli/provider_option.h"

namespace hookctl::cli {
namespace {

Result<void> add_scheme(const Settings& settings, provider::Catalogue& catalogue) {
  const auto text = settings.text("scheme");
  if (!text) return {};
  const auto named = settings.source("provider").origin, own = settings.source("scheme").origin;
  if (named == Origin::flag && own == Origin::flag) {
    return Error{"--scheme and --provider both say how to sign", "give one of them"};
  }
  if (named < own) return {};
  auto scheme = signature::parse_scheme(*text);
  if (!scheme) return scheme.error();
  catalogue.define(*std::move(scheme));
  return {};
}

}  // namespace

Result<provider::Catalogue> read_catalogue(const Command& command, const Settings& settings) {
  provider::Catalogue catalogue;
  const auto& files = settings.provider_rows();
  for (auto file = files.rbegin(); file != files.rend(); ++file) {
    if (const auto defined = catalogue.define({file->file, file->line, file->text}); !defined) return defined.error();
  }
  if (find_option(command, "scheme") != nullptr) {
    if (const auto added = add_scheme(settings, catalogue); !added) return added.error();
  }
  return catalogue;
}

Result<const provider::Provider*> read_provider(const Settings& settings, const provider::Catalogue& catalogue) {
  if (const auto* custom = catalogue.find(provider::custom_name)) return custom;
  const auto name = settings.text("provider");
  if (!name || *name == "auto") return static_cast<const provider::Provider*>(nullptr);
  auto row = catalogue.named(*name);
  if (!row) return settings.blame("provider", row.error());
  return *row;
}

Result<const provider::Provider*> required_provider(const Settings& settings, const provider::Catalogue& catalogue) {
  auto row = read_provider(settings, catalogue);
  if (row && *row == nullptr)
    return Error{"no provider is named", "give one with --provider NAME (see: hookctl providers list)"};
  return row;
}

}  // namespace hookctl::cli
