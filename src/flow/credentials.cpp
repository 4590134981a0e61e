#include "flow/credentials.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "capture/encode.h"

namespace hookctl::flow {
namespace {

bool carries_token(const provider::Provider& row, std::string_view header) {
  return std::any_of(row.schemes.begin(), row.schemes.end(), [&](const signature::Scheme& scheme) {
    return scheme.algorithm == signature::Algorithm::token && iequals(scheme.signature.header, header);
  });
}

}  // namespace

std::vector<std::string> credentials_of(const Request& request, std::span<const provider::Provider> known) {
  std::vector<std::string> names;
  for (const auto& [name, value] : request.headers) {
    const std::string_view header = name;
    const bool is_token = std::any_of(known.begin(), known.end(),
                                      [&](const provider::Provider& row) { return carries_token(row, header); });
    if (is_token || capture::is_credential(header)) names.push_back(name);
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
