#include "flow/credentials.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "capture/encode.h"

namespace hookctl::flow {

std::vector<std::string_view> token_headers(std::span<const provider::Provider> known) {
  std::vector<std::string_view> names;
  for (const auto& row : known) {
    for (const auto& scheme : row.schemes) {
      if (scheme.algorithm == signature::Algorithm::token) names.push_back(scheme.signature.header);
    }
  }
  return names;
}

std::vector<std::string> credentials_of(const Request& request, std::span<const std::string_view> token_headers) {
  std::vector<std::string> names;
  for (const auto& [name, value] : request.headers) {
    const auto is_name = [header = std::string_view(name)](std::string_view token) { return iequals(header, token); };
    const bool is_token = std::any_of(token_headers.begin(), token_headers.end(), is_name);
    if (is_token || capture::is_credential(name)) names.push_back(name);
  }
  return names;
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
