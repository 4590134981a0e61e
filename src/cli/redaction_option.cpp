#include "cli/redaction_option.h"

#include "capture/redaction_key.h"
#include "crypto/digest.h"
#include "flow/credentials.h"

namespace hookctl::cli {
namespace {

Result<capture::Redaction> with_key(const std::vector<std::string>& rules, const provider::Catalogue& catalogue,
                                    crypto::Secret key) {
  return capture::Redaction::parse(rules, flow::proofs_of_bodies(catalogue.rows()),
                                   capture::Placeholders(std::move(key)));
}

crypto::Secret passing_key() {
  constexpr std::size_t key_bytes = 32;
  return crypto::Secret(crypto::random_bytes(key_bytes));
}

}  // namespace

Result<std::optional<capture::Redaction>> read_redaction(const Settings& settings, const provider::Catalogue& catalogue,
                                                         const std::string& log) {
  if (!settings.given("redact")) return std::optional<capture::Redaction>{};
  const auto rules = settings.all("redact");
  for (const auto& rule : rules) {
    // A rule that is none must not leave a key behind.
    if (const auto read = capture::parse_redaction_rule(rule); !read) return settings.blame("redact", read.error());
  }
  auto key = capture::keep_redaction_key(log);
  if (!key) return key.error();
  auto redaction = with_key(rules, catalogue, *std::move(key));
  if (!redaction) return redaction.error();
  return std::optional(*std::move(redaction));
}

Result<capture::Redaction> redaction_of(const std::vector<std::string>& rules, const provider::Catalogue& catalogue,
                                        const std::string& log) {
  auto kept = capture::read_redaction_key(log);
  if (!kept) return kept.error();
  return with_key(rules, catalogue, *kept ? **std::move(kept) : passing_key());
}

}  // namespace hookctl::cli
