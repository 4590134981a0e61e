#include "flow/credentials.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "capture/encode.h"

namespace hookctl::flow {

CredentialHeaders::CredentialHeaders(std::span<const provider::Provider> known) {
  for (const auto& row : known) {
    for (const auto& scheme : row.schemes) {
      if (scheme.algorithm == signature::Algorithm::token) tokens_.push_back(scheme.signature.header);
    }
  }
  for (const auto name : tokens_) lengths_ |= length_bit(name);
  for (const auto name : capture::credentials()) lengths_ |= length_bit(name);
}

std::vector<std::string> CredentialHeaders::of(const Request& request) const {
  std::vector<std::string> names;
  for (const auto& [name, value] : request.headers) {
    if ((lengths_ & length_bit(name)) != 0 && has(name)) names.push_back(name);
  }
  return names;
}

bool CredentialHeaders::has(std::string_view name) const {
  const auto is_name = [&](std::string_view token) { return iequals(name, token); };
  return capture::is_credential(name) || std::any_of(tokens_.begin(), tokens_.end(), is_name);
}

std::vector<std::string> proofs_of_bodies(std::span<const provider::Provider> known) {
  std::set<std::string> rules;
  const auto add = [&](std::string_view place, std::string_view name) {
    if (!name.empty()) rules.insert(fmt::format("{}:{}", place, name));
  };
  for (const auto& row : known) {
    for (const auto& scheme : row.schemes) {
      add("header", scheme.signature.header);
      add("json", scheme.signature.pointer);
      add("query", scheme.body_hash_query);
    }
  }
  return {rules.begin(), rules.end()};
}

}  // namespace hookctl::flow
