#include "flow/conceal.h"

namespace hookctl::flow {
namespace {

constexpr std::string_view stars = "***";

void conceal(Bytes& text, const signature::Keys& keys) {
  for (const auto& secret : keys.secrets) {
    const auto bytes = secret.expose();
    if (bytes.empty()) continue;
    for (auto at = text.find(bytes); at != text.npos; at = text.find(bytes, at + stars.size())) {
      text.replace(at, bytes.size(), stars);
    }
  }
}

}  // namespace

Bytes concealed(Bytes text, const signature::Keys& keys) {
  conceal(text, keys);
  return text;
}

Bytes concealed(Bytes text, const Keyring& keys) {
  conceal(text, keys.common);
  for (const auto& [name, own] : keys.by_provider) conceal(text, own);
  return text;
}

}  // namespace hookctl::flow
