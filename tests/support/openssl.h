#pragma once

#include <string>
#include <string_view>

#include "base/bytes.h"
#include "support/folder.h"

/// Signatures as the `openssl` program makes them, so that hookctl is not compared with itself.
namespace hookctl::test::openssl {

/// HMAC-SHA256 in lower-case hex, with a key that is text.
std::string hmac_hex(const std::string& key, ByteView message);

/// HMAC-SHA256 in base64, with a key that is any bytes.
std::string hmac_base64(ByteView key, ByteView message);

/// SHA-256 in lower-case hex.
std::string sha256_hex(ByteView message);

/// Makes an Ed25519 private key in a PEM file of the folder; yields its path.
std::string make_ed25519_key(const Folder& folder, std::string_view file);

/// The 32 bytes of the public half of a private key.
Bytes ed25519_public_key(const std::string& key_path);

/// An Ed25519 signature in lower-case hex, of a message that passes through a file of the folder.
std::string ed25519_hex(const Folder& folder, const std::string& key_path, ByteView message);

}  // namespace hookctl::test::openssl
