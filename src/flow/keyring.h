#pragma once

#include <map>
#include <string>
#include <string_view>

#include "signature/keys.h"

namespace hookctl::flow {

/// The keys at hand: those given for every provider, and those of one provider alone.
struct Keyring {
  signature::Keys common = {};
  std::map<std::string, signature::Keys, std::less<>> by_provider = {};
  bool newline_dropped = false;  // a file of a secret ended in a newline, which is not part of the secret here

  /// What a provider is checked with: its own keys where there are any, else the common ones.
  const signature::Keys& of(std::string_view provider) const {
    const auto own = by_provider.find(provider);
    return own == by_provider.end() ? common : own->second;
  }
};

}  // namespace hookctl::flow
