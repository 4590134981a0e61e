#include "support/openssl.h"

#include <fmt/format.h>

#include <stdexcept>
#include <vector>

#include "crypto/encoding.h"
#include "support/process.h"

namespace hookctl::test::openssl {
namespace {

constexpr std::size_t raw_key_size = 32;

Bytes output_of(std::vector<std::string> arguments, ByteView input) {
  arguments.insert(arguments.begin(), "openssl");
  const auto finished = run({.argv = std::move(arguments)}, input);
  if (finished.exit != 0) throw std::runtime_error(fmt::format("openssl failed: {}", finished.err));
  return finished.out;
}

/// The digest of `-r` output: `<hex> *stdin`.
std::string hex_word(const Bytes& output) { return output.substr(0, output.find(' ')); }

}  // namespace

std::string hmac_hex(const std::string& key, ByteView message) {
  return hex_word(output_of({"dgst", "-sha256", "-hmac", key, "-r"}, message));
}

std::string hmac_base64(ByteView key, ByteView message) {
  const auto mac = output_of(
      {"dgst", "-sha256", "-mac", "HMAC", "-macopt", fmt::format("hexkey:{}", crypto::to_hex(key)), "-binary"},
      message);
  return output_of({"base64", "-A"}, mac);
}

std::string sha256_hex(ByteView message) { return hex_word(output_of({"dgst", "-sha256", "-r"}, message)); }

std::string make_ed25519_key(const Folder& folder, std::string_view file) {
  const auto path = folder.file(file);
  output_of({"genpkey", "-algorithm", "ed25519", "-out", path}, {});
  return path;
}

Bytes ed25519_public_key(const std::string& key_path) {
  const auto der = output_of({"pkey", "-in", key_path, "-pubout", "-outform", "DER"}, {});
  return der.substr(der.size() - raw_key_size);
}

std::string ed25519_hex(const Folder& folder, const std::string& key_path, ByteView message) {
  const auto path = folder.write("message", message);
  return crypto::to_hex(output_of({"pkeyutl", "-sign", "-rawin", "-inkey", key_path, "-in", path}, {}));
}

}  // namespace hookctl::test::openssl
