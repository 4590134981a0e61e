#pragma once

#include <string>
#include <vector>

#include "support/folder.h"

namespace hookctl::test {

/// A provider's delivery, signed just now by the `openssl` program, and the options that give hookctl its keys.
struct SignedDelivery {
  std::string provider;
  std::string event_id;
  std::string body;                   // no JSON library would write it back the same
  std::vector<std::string> headers;   // `Name: value`; the last is the signature
  std::vector<std::string> checking;  // the keys of a receiver
  std::vector<std::string> signing;   // those of the provider
  std::vector<std::string> foreign;   // those of somebody else
};

/// One of every provider that signs. Keys are files of the folder.
std::vector<SignedDelivery> signed_deliveries(const Folder& home);

/// A header as `curl` and hookctl take it: `-H` and the line.
std::vector<std::string> header_options(const std::vector<std::string>& lines);

/// The key set that a provider of Ed25519 signatures publishes.
std::string jwks_of(const std::string& key_path);

}  // namespace hookctl::test
